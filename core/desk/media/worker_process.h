#pragma once

#include "core/media/worker_lines.h"

#include <QJsonObject>
#include <QObject>
#include <QProcess>
#include <QStringList>
#include <QTimer>

namespace rawi {

// One run of rawi-media: starts it, hands on each line of JSON it prints, says how it ended. Lives on the
// thread that made it; destroying it kills the worker.
class WorkerProcess : public QObject {
    Q_OBJECT

public:
    // `timeoutMs` 0 = no limit.
    WorkerProcess(const QString &program, const QStringList &arguments, int timeoutMs, QObject *parent = nullptr);
    ~WorkerProcess() override;

    void start();
    void suspend(); // SIGSTOP
    void resume();  // SIGCONT
    void kill();    // SIGKILL: decoders and libass ignore softer words; ended() follows with Cancelled
    qint64 pid() const;
    QString complaints() const; // the last 16 KiB of what it wrote to stderr

Q_SIGNALS:
    void line(const QJsonObject &object);
    // Once. `last` is the last object printed. Errors: what the worker said, WorkerCrashed, Timeout, Cancelled,
    // MissingProgram.
    void ended(const QJsonObject &last, const std::optional<rawi::Error> &error);

private:
    void readLines();
    void finish(const std::optional<Error> &error);
    std::optional<Error> verdict(int exitCode, QProcess::ExitStatus status) const;

    QProcess m_process;
    QTimer m_timeout;
    WorkerLines m_lines;
    QByteArray m_complaints;
    enum class Ending { None, Killed, TimedOut, Reported } m_ending = Ending::None;
};

} // namespace rawi
