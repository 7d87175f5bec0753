#pragma once

#include "sync-server/feed/command_service.h"
#include "sync-server/jobs/job.h"
#include "sync-server/pg/pg.h"

#include <functional>

namespace rawi::server {

// What features and people ask of the rows of jobs; who works on them holds them by LeaseStore. Thread-safe.
class JobStore {
public:
    explicit JobStore(PgPool &pool);

    // Inside the transaction that decides on the work; JobQueue::wake() after its commit. The same creator and retry key,
    // or the same id, answer the first job. Errors: StateConflict when that one asked for something else.
    static Result<Job> enqueue(PgConnection &connection, const Job &job);
    // What a person asks for. Errors: also RateLimited when as many as `bound` allows are open.
    Result<Job> enqueue(const Job &job, const JobBound &bound);
    // Errors: RateLimited, as enqueue().
    Result<void> checkBound(const JobBound &bound);

    Result<QList<Job>> list(const JobFilter &filter);
    // Errors: NotFound.
    Result<Job> find(const QUuid &id);

    // Whether somebody may cancel this job, read in the transaction that cancels it.
    using MayCancel = std::function<Result<void>(PgConnection &, const Job &)>;
    // For good: whoever holds the job has lost it. One that is cancelled already is answered as it is. Errors: NotFound,
    // StateConflict (it has ended, or what it made is being committed), and those of `mayCancel`.
    Result<Job> cancel(const QUuid &id, const CommandContext &who, const MayCancel &mayCancel);
    // A dead one begins anew. Errors: NotFound, StateConflict (it is not dead).
    Result<Job> replay(const QUuid &id, const CommandContext &who);

    // Inside the transaction that makes the job's work seen: from here on it cannot be cancelled. Errors: Locked.
    static Result<void> hold(PgConnection &connection, const Job &job);
    // Inside the transaction of an effect that must happen once however often the job is tried: what the step answered when
    // an earlier attempt did it, else nothing, and the caller goes on with the effect and endStep(). Errors: Locked.
    static Result<std::optional<QJsonObject>> beginStep(PgConnection &connection, const Job &job, const QString &step);
    static Result<void> endStep(PgConnection &connection, const Job &job, const QString &step, const QJsonObject &result);

    // Whether a job needs this that is unfinished, or dead and may be replayed.
    Result<bool> someJobNeeds(const QString &what);
    // Whether it waits or runs.
    Result<bool> isOpen(const QUuid &id);
    // Drops jobs of a kind that ended over `days` ago; how many.
    Result<int> forgetEnded(const QString &kind, int days);

private:
    PgPool &m_pool;
};

} // namespace rawi::server
