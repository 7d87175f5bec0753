#include "core/desk/worker_process.h"

#include <QFileInfo>
#include <QJsonDocument>

#include <csignal>

namespace rawi {

namespace {

// A progress line is under 1 KiB and a probe under 1 MiB; a worker that prints more is broken.
constexpr qint64 kMaxLine = 4 * 1024 * 1024;
constexpr qsizetype kMaxComplaints = 16 * 1024;

} // namespace

std::optional<Error> workerError(const QJsonObject &object)
{
    QJsonObject said = object.value(QLatin1StringView("error")).toObject();
    if (said.isEmpty() && object.value(QLatin1StringView("type")).toString() == QLatin1StringView("error")) {
        said = object;
    }
    if (said.isEmpty()) {
        return {};
    }
    return Error{errorCodeFromName(said.value(QLatin1StringView("code")).toString()),
                 said.value(QLatin1StringView("subject")).toString(),
                 said.value(QLatin1StringView("detail")).toString()};
}

WorkerProcess::WorkerProcess(const QString &program, const QStringList &arguments, int timeoutMs, QObject *parent)
    : QObject(parent)
{
    m_process.setProgram(program);
    m_process.setArguments(arguments);
    m_process.setStandardInputFile(QProcess::nullDevice());
    m_timeout.setSingleShot(true);
    m_timeout.setInterval(timeoutMs);
    connect(&m_process, &QProcess::readyReadStandardOutput, this, &WorkerProcess::readLines);
    connect(&m_process, &QProcess::readyReadStandardError, this, [this] {
        m_complaints = (m_complaints + m_process.readAllStandardError()).right(kMaxComplaints);
    });
    connect(&m_process, &QProcess::finished, this, [this](int code, QProcess::ExitStatus status) {
        readLines();
        finish(verdict(code, status));
    });
    connect(&m_process, &QProcess::errorOccurred, this, [this](QProcess::ProcessError error) {
        if (error == QProcess::FailedToStart) {
            finish(Error{ErrorCode::MissingProgram, m_process.program(), m_process.errorString()});
        }
    });
    connect(&m_timeout, &QTimer::timeout, this, [this] {
        m_ending = Ending::TimedOut;
        m_process.kill();
    });
}

WorkerProcess::~WorkerProcess()
{
    m_process.disconnect(this);
    if (m_process.state() != QProcess::NotRunning) {
        m_process.kill();
        m_process.waitForFinished(2000);
    }
}

void WorkerProcess::start()
{
    m_process.start();
    if (m_timeout.interval() > 0) {
        m_timeout.start();
    }
}

void WorkerProcess::suspend()
{
    if (const qint64 id = pid()) {
        ::kill(static_cast<pid_t>(id), SIGSTOP);
    }
}

void WorkerProcess::resume()
{
    if (const qint64 id = pid()) {
        ::kill(static_cast<pid_t>(id), SIGCONT);
    }
}

void WorkerProcess::kill()
{
    m_ending = Ending::Killed;
    m_process.kill();
}

qint64 WorkerProcess::pid() const
{
    return m_process.processId();
}

QString WorkerProcess::complaints() const
{
    return QString::fromUtf8(m_complaints).trimmed();
}

void WorkerProcess::readLines()
{
    m_buffer += m_process.readAllStandardOutput();
    if (m_buffer.size() > kMaxLine) {
        m_process.kill();
        m_buffer.clear();
        return;
    }
    // One JSON object a line; the probe's only object may end without a newline.
    const bool ended = m_process.state() == QProcess::NotRunning;
    for (qsizetype end = m_buffer.indexOf('\n'); end >= 0 || (ended && !m_buffer.isEmpty());
         end = m_buffer.indexOf('\n')) {
        const QByteArray text = end < 0 ? m_buffer : m_buffer.left(end);
        m_buffer.remove(0, end < 0 ? m_buffer.size() : end + 1);
        const QJsonObject object = QJsonDocument::fromJson(text).object();
        if (!object.isEmpty()) {
            m_last = object;
            Q_EMIT line(object);
        }
    }
}

std::optional<Error> WorkerProcess::verdict(int exitCode, QProcess::ExitStatus status) const
{
    if (m_ending == Ending::Killed) {
        return Error{ErrorCode::Cancelled, {}, QStringLiteral("the worker was stopped on request")};
    }
    if (m_ending == Ending::TimedOut) {
        return Error{ErrorCode::Timeout, {}, QStringLiteral("no answer within %1 s").arg(m_timeout.interval() / 1000)};
    }
    if (auto said = workerError(m_last)) {
        return said;
    }
    if (status == QProcess::CrashExit || exitCode != 0) {
        return Error{ErrorCode::WorkerCrashed, {}, QStringLiteral("the worker ended with %1 %2")
                         .arg(status == QProcess::CrashExit ? QStringLiteral("signal") : QStringLiteral("exit code"))
                         .arg(exitCode)};
    }
    return {};
}

void WorkerProcess::finish(const std::optional<Error> &error)
{
    if (m_ending == Ending::Reported) {
        return;
    }
    m_ending = Ending::Reported;
    m_timeout.stop();
    Q_EMIT ended(m_last, error);
}

} // namespace rawi
