#pragma once

#include "sync-server/jobs/job.h"
#include "sync-server/pg/pg.h"

#include <QSet>

#include <functional>

namespace rawi::server {

// Who works on a job holds its row by a lease and a fence: whoever writes with an older fence has lost it. Thread-safe.
class LeaseStore {
public:
    // `owner` names this server the same at every start, and no other one.
    LeaseStore(PgPool &pool, QString owner);

    // The next due job of these kinds, leased for kLeaseSeconds; also one whose lease ran out. First of the workspace with
    // the fewest of them in flight, then of the one that waited longest for its turn; of those with fewer than
    // `perWorkspace` in flight (0 = any number). None of `leftToOthers`.
    Result<std::optional<Job>> claim(const QStringList &kinds, int perWorkspace, const QSet<QUuid> &leftToOthers = {});
    // Writes progress down and renews the lease. Errors: Locked (the job was lost).
    Result<void> renew(const Job &job, int permille);
    // Renews them all; which are lost.
    Result<QList<QUuid>> renewAll(const QList<Job> &jobs);

    // What else happens in the transaction that ends a job: its event.
    using Also = std::function<Result<void>(PgConnection &, const Job &)>;
    // The last word: Completed with `result`, or Failed or Dead with `error`. Errors: Locked, and those of `also`.
    Result<Job> end(const Job &job, JobState state, const QJsonObject &result, const std::optional<Error> &error, const Also &also);
    // Pending again, in `delayMs`. Errors: Locked.
    Result<Job> retryLater(const Job &job, const Error &error, int delayMs);
    // Gives the job back untried: the server stops, or lacks what it needs.
    Result<void> giveBack(const Job &job);
    // What a killed server of this name held is due at once.
    Result<void> releaseOwn();

    static constexpr int kLeaseSeconds = 60;

private:
    struct Turn {
        std::string workspace;
        std::string kind;
    };
    Result<std::optional<Job>> claimOf(const Turn &turn, const QStringList &lane, int perWorkspace, const std::string &leftToOthers);
    Result<Job> held(const std::string &sql, const Job &job, const PgParams &more = {}, const Also &also = {});

    PgPool &m_pool;
    const std::string m_owner;
};

} // namespace rawi::server
