#pragma once

#include "core/desk/media/worker_process.h"
#include "core/replica/encode_job_store.h"

namespace rawi {

// How far a job is.
struct EncodeRunProgress {
    int permille = 0;
    qint64 etaMs = -1;
    double rate = 0;  // frames a second
    double speed = 0; // seconds of media a second
};

// The worker of one job: gives it the plan, follows it, keeps its log. Lives on the queue's thread; destroying it kills
// the worker, whose finished segments stay.
class EncodeRun : public QObject {
    Q_OBJECT

public:
    // Works in `folder` (made when missing); appends to the file `logPath`.
    EncodeRun(const QString &program, const EncodeJob &job, const QString &folder, const QString &logPath,
              QObject *parent = nullptr);

    void start();
    void suspend();
    void resume();
    void stop(); // ended() follows with Cancelled
    qint64 pid() const;

Q_SIGNALS:
    void progressed(const rawi::EncodeRunProgress &progress);
    // Once. The renditions, or the cut, as the worker reported them. Errors: as WorkerProcess; IoError, DiskFull (folder,
    // plan).
    void ended(const QList<QJsonObject> &made, int resumedSegments, const std::optional<rawi::Error> &error);

private:
    Result<void> prepare() const; // folder and plan
    void take(const QJsonObject &line);
    void finish(const QJsonObject &last, const std::optional<Error> &error);
    void log(const QString &text);

    QString m_program;
    EncodeJob m_job;
    QString m_folder;
    QString m_logPath;
    WorkerProcess m_process;
};

// The end of a job's log, at most `bytes`; empty when there is none.
QString readLogTail(const QString &logPath, qint64 bytes = 64 * 1024);

} // namespace rawi
