#include "sync-server/jobs/media_worker.h"

#include "core/protocol/messages.h"

#include <QElapsedTimer>
#include <QJsonDocument>
#include <QProcess>

#include <csignal>
#include <sys/prctl.h>
#include <unistd.h>

namespace rawi::server {

namespace {

constexpr int kTickMs = 500;
constexpr qsizetype kMaxOutput = 4 << 20; // a line; a probe is under 1 MiB

// Reads one run's lines. Used by one call of run().
class Lines {
public:
    explicit Lines(const MediaWorker::Listener &listener) : m_listener(listener) { }

    Result<void> take(const QByteArray &bytes, bool ended)
    {
        m_buffer += bytes;
        for (qsizetype end = m_buffer.indexOf('\n'); end >= 0 || (ended && !m_buffer.isEmpty());
             end = m_buffer.indexOf('\n')) {
            const QByteArray text = end < 0 ? m_buffer : m_buffer.left(end);
            m_buffer.remove(0, end < 0 ? m_buffer.size() : end + 1);
            const QJsonObject object = QJsonDocument::fromJson(text).object();
            if (!object.isEmpty()) {
                m_last = object;
                RAWI_TRY(m_listener ? m_listener(object) : Result<void>());
            }
        }
        if (m_buffer.size() > kMaxOutput) {
            return Error{ErrorCode::WorkerCrashed, QString(), QStringLiteral("the worker prints without end")};
        }
        return {};
    }

    const QJsonObject &last() const { return m_last; }

private:
    const MediaWorker::Listener &m_listener;
    QByteArray m_buffer;
    QJsonObject m_last;
};

Result<QJsonObject> verdict(const QProcess &process, const QJsonObject &last)
{
    if (const QJsonValue said = last.value(QLatin1StringView("error")); said.isObject()) {
        return errorFromProblem(said.toObject());
    }
    if (process.exitStatus() == QProcess::CrashExit || process.exitCode() != 0) {
        return Error{ErrorCode::WorkerCrashed, QString(),
                     QStringLiteral("the media worker ended with %1 %2")
                         .arg(process.exitStatus() == QProcess::CrashExit ? QStringLiteral("signal") : QStringLiteral("exit code"))
                         .arg(process.exitCode())};
    }
    return last;
}

} // namespace

MediaWorker::MediaWorker(QString program) : m_program(std::move(program)) { }

Result<QJsonObject> MediaWorker::run(const QStringList &arguments, int timeoutMs, const Listener &listener) const
{
    QProcess process;
    process.setProgram(m_program);
    process.setArguments(arguments);
    process.setStandardInputFile(QProcess::nullDevice());
    process.setStandardErrorFile(QProcess::nullDevice());
    process.setChildProcessModifier([] {
        ::setpgid(0, 0); // so that whatever it starts ends with it
        ::prctl(PR_SET_PDEATHSIG, SIGKILL);
    });
    process.start();
    if (!process.waitForStarted()) {
        return Error{ErrorCode::MissingProgram, QStringLiteral("rawi-media"),
                     QStringLiteral("%1: %2; give --media-worker PATH").arg(m_program, process.errorString())};
    }
    Lines lines(listener);
    QElapsedTimer since;
    since.start();
    Result<void> heard;
    while (heard.ok() && process.state() != QProcess::NotRunning) {
        process.waitForReadyRead(kTickMs);
        heard = lines.take(process.readAllStandardOutput(), false);
        if (heard.ok() && listener) {
            heard = listener({});
        }
        if (heard.ok() && timeoutMs > 0 && since.elapsed() > timeoutMs && process.state() != QProcess::NotRunning) {
            heard = Error{ErrorCode::Timeout, QString(), QStringLiteral("no answer within %1 s").arg(timeoutMs / 1000)};
        }
    }
    if (!heard.ok()) {
        if (const qint64 id = process.processId(); id > 0) { // none when it has ended
            ::kill(-static_cast<pid_t>(id), SIGKILL);
        }
        process.waitForFinished(-1);
        return heard.error();
    }
    RAWI_TRY(lines.take(process.readAllStandardOutput(), true));
    return verdict(process, lines.last());
}

} // namespace rawi::server
