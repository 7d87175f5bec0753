#pragma once

#include "sync-server/jobs/job.h"
#include "sync-server/pg/pg.h"

#include <chrono>

namespace rawi::server {

class JobQueue;

// A job's hold on itself while its handler runs: progress, and whether to go on. The queue keeps the lease; a handler that
// somebody may cancel asks once a second whether to go on. Belongs to the handler's thread.
class JobLease {
public:
    JobLease(JobQueue &queue, Job job);
    const Job &job() const { return m_job; }
    // Writes and tells what changed, at most once a second. Errors: Locked (another server has the job), Cancelled
    // (somebody cancelled it, or this server stops); the handler then returns at once.
    Result<void> progress(int permille);
    Result<void> beat() { return progress(m_permille); }
    // Whether nobody will go on with the job.
    bool isCancelled() const;

    // Does `effect` once however often the job is tried: it is committed together with the note that `step` is done, and a
    // later attempt gets the first one's answer. Errors: Locked, and the effect's.
    using Effect = std::function<Result<QJsonObject>(PgConnection &)>;
    Result<QJsonObject> once(const QString &step, const Effect &effect);
    // For an effect elsewhere: the same at every attempt, and no other's (an Idempotency-Key).
    QString effectKey(const QString &step) const;

    // The record that the work turned out to be about, when the job was made without one.
    void setSubject(const QUuid &subject) { m_job.subject = subject; }

private:
    JobQueue &m_queue;
    Job m_job;
    int m_permille = 0;
    int m_written = -1;
    std::chrono::steady_clock::time_point m_writtenAt{};
};

} // namespace rawi::server
