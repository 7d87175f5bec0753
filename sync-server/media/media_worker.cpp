#include "sync-server/media/media_worker.h"

#include "core/media/worker_lines.h"

#include <QElapsedTimer>
#include <QProcess>
#include <QStandardPaths>

#include <csignal>
#include <sys/prctl.h>
#include <unistd.h>

namespace rawi::server {

namespace {

constexpr int kTickMs = 500;

} // namespace

MediaWorker::MediaWorker(QString program) : m_program(std::move(program)) { }

bool MediaWorker::isThere() const
{
    return !QStandardPaths::findExecutable(m_program).isEmpty();
}

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
        return Error{ErrorCode::MissingProgram, u"rawi-media"_s,
                     u"%1: %2; give --media-worker PATH"_s.arg(m_program, process.errorString())};
    }
    WorkerLines lines;
    QElapsedTimer since;
    since.start();
    Result<void> heard;
    while (heard.ok() && process.state() != QProcess::NotRunning) {
        process.waitForReadyRead(kTickMs);
        heard = lines.take(process.readAllStandardOutput(), false, listener);
        if (heard.ok() && listener) {
            heard = listener({});
        }
        if (heard.ok() && timeoutMs > 0 && since.elapsed() > timeoutMs && process.state() != QProcess::NotRunning) {
            heard = Error{ErrorCode::Timeout, QString(), u"no answer within %1 s"_s.arg(timeoutMs / 1000)};
        }
    }
    if (!heard.ok()) {
        if (const qint64 id = process.processId(); id > 0) { // none when it has ended
            ::kill(-static_cast<pid_t>(id), SIGKILL);
        }
        process.waitForFinished(-1);
        return heard.error();
    }
    RAWI_TRY(lines.take(process.readAllStandardOutput(), true, listener));
    if (const std::optional<Error> failed = lines.verdict(process.exitStatus() == QProcess::CrashExit, process.exitCode())) {
        return *failed;
    }
    return lines.last();
}

} // namespace rawi::server
