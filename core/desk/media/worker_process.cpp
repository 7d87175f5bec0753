#include "core/desk/media/worker_process.h"

#include <QFileInfo>

#include <csignal>

namespace rawi {

namespace {

constexpr qsizetype kMaxComplaints = 16 * 1024;

} // namespace

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
    const bool ended = m_process.state() == QProcess::NotRunning;
    const auto hand = [this](const QJsonObject &object) -> Result<void> {
        Q_EMIT line(object);
        return {};
    };
    if (!m_lines.take(m_process.readAllStandardOutput(), ended, hand).ok()) {
        m_process.kill();
    }
}

std::optional<Error> WorkerProcess::verdict(int exitCode, QProcess::ExitStatus status) const
{
    if (m_ending == Ending::Killed) {
        return Error{ErrorCode::Cancelled, {}, u"the worker was stopped on request"_s};
    }
    if (m_ending == Ending::TimedOut) {
        return Error{ErrorCode::Timeout, {}, u"no answer within %1 s"_s.arg(m_timeout.interval() / 1000)};
    }
    return m_lines.verdict(status == QProcess::CrashExit, exitCode);
}

void WorkerProcess::finish(const std::optional<Error> &error)
{
    if (m_ending == Ending::Reported) {
        return;
    }
    m_ending = Ending::Reported;
    m_timeout.stop();
    Q_EMIT ended(m_lines.last(), error);
}

} // namespace rawi
