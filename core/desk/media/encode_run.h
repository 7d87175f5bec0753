#pragma once

#include "core/desk/media/encode_job_store.h"
#include "core/desk/media/worker_process.h"

#include <variant>

namespace rawi {

// What a job's worker made, by the kind of the job.
using EncodeRunResult = std::variant<EncodeResult, CutResult>;

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
    void progressed(const rawi::EncodeProgress &progress);
    // Once. The renditions, or the cut, as the worker reported them. Errors: as WorkerProcess; IoError, DiskFull (folder,
    // plan).
    void ended(const rawi::EncodeRunResult &made, const std::optional<rawi::Error> &error);

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
