#include "sync-server/jobs/lease_store.h"

#include "core/protocol/messages.h"
#include "core/rules/plain.h"
#include "core/text/truncate.h"
#include "sync-server/jobs/job_rows.h"

namespace rawi::server {

namespace {

const std::string kDue = "run_after <= now() AND (state = 'pending' OR state = 'processing' AND lease_until <= now())";
const std::string kInFlight = "state = 'processing' AND lease_until > now() AND kind = ANY ($1::text[])";
const std::string kLeased = "lease_until = now() + make_interval(secs => " + std::to_string(LeaseStore::kLeaseSeconds) + ")";

std::string problemText(const Error &error)
{
    return pgJson(toJson(Error{error.code, truncated(error.subject, 500), truncated(error.detail, 2000), error.kind}));
}

} // namespace

LeaseStore::LeaseStore(PgPool &pool, QString owner) : m_pool(pool), m_owner(owner.toStdString()) { }

Result<std::optional<Job>> LeaseStore::claim(const QStringList &kinds, int perWorkspace, const QSet<QUuid> &leftToOthers)
{
    QStringList others;
    for (const QUuid &id : leftToOthers) {
        others.append(uuidText(id));
    }
    // Whose turn it is, without a lock: the oldest due job of each workspace and kind is found by the index.
    static const std::string kTurns =
        "SELECT w.id, k.kind FROM workspaces w CROSS JOIN unnest($1::text[]) AS k (kind)"
        " CROSS JOIN LATERAL (SELECT run_after, id FROM jobs j WHERE j.workspace = w.id AND j.kind = k.kind AND "
        + kDue
        + " AND id <> ALL ($3::uuid[]) ORDER BY run_after, id LIMIT 1) first"
          " LEFT JOIN (SELECT workspace, count(*) AS jobs FROM jobs WHERE "
        + kInFlight
        + " GROUP BY workspace) busy ON busy.workspace = w.id"
          " WHERE $2::int = 0 OR coalesce(busy.jobs, 0) < $2::int"
          " ORDER BY coalesce(busy.jobs, 0), (SELECT max(turn.at) FROM unnest($1::text[]) AS c (kind), LATERAL"
          " (SELECT max(claimed_at) AS at FROM jobs j WHERE j.workspace = w.id AND j.kind = c.kind) turn) NULLS FIRST,"
          " first.run_after, first.id";
    RAWI_ASSIGN(const PgRows turns, m_pool.with<PgRows>([&](PgConnection &connection) {
        return connection.exec(kTurns, {pgArray(kinds), std::to_string(perWorkspace), pgArray(others)});
    }));
    for (int row = 0; row < turns.count(); ++row) {
        RAWI_ASSIGN(std::optional<Job> job,
                    claimOf({std::string(turns.text(row, 0)), std::string(turns.text(row, 1))}, kinds, perWorkspace, pgArray(others)));
        if (job) {
            return job;
        }
    }
    return std::optional<Job>();
}

Result<std::optional<Job>> LeaseStore::claimOf(const Turn &turn, const QStringList &lane, int perWorkspace,
                                               const std::string &leftToOthers)
{
    static const std::string kClaim =
        "UPDATE jobs SET state = 'processing', fence = fence + 1, attempts = attempts + 1, leased_by = $4,"
        " claimed_at = clock_timestamp(), updated_at = now(), "
        + kLeased + " WHERE id = (SELECT id FROM jobs WHERE workspace = $2 AND kind = $3 AND " + kDue
        + " AND ($5::int = 0 OR (SELECT count(*) FROM jobs WHERE workspace = $2 AND " + kInFlight
        + ") < $5::int) AND id <> ALL ($6::uuid[]) ORDER BY run_after, id LIMIT 1 FOR UPDATE SKIP LOCKED) RETURNING" + kJobColumns;
    return m_pool.with<std::optional<Job>>([&](PgConnection &connection) -> Result<std::optional<Job>> {
        RAWI_ASSIGN(PgTransaction transaction, PgTransaction::begin(connection));
        if (perWorkspace > 0) { // one after another, so that together they do not pass the cap
            RAWI_TRY(connection.exec("SELECT pg_advisory_xact_lock(hashtextextended($1, 1))", {turn.workspace + pgArray(lane)}));
        }
        RAWI_ASSIGN(const PgRows rows,
                    connection.exec(kClaim, {pgArray(lane), turn.workspace, turn.kind, m_owner, std::to_string(perWorkspace), leftToOthers}));
        RAWI_TRY(transaction.commit());
        return rows.count() == 0 ? std::optional<Job>() : std::optional<Job>(jobOf(rows));
    });
}

Result<Job> LeaseStore::held(const std::string &sql, const Job &job, const PgParams &more, const Also &also)
{
    PgParams params{pgUuid(job.id), std::to_string(job.fence)};
    params.insert(params.end(), more.begin(), more.end());
    return m_pool.with<Job>([&](PgConnection &connection) -> Result<Job> {
        RAWI_ASSIGN(PgTransaction transaction, PgTransaction::begin(connection));
        RAWI_ASSIGN(const PgRows rows,
                    connection.exec(sql + " WHERE id = $1 AND fence = $2 AND state = 'processing' RETURNING" + kJobColumns, params));
        if (rows.count() == 0) {
            return jobLost(job);
        }
        const Job written = jobOf(rows);
        if (also) {
            RAWI_TRY(also(connection, written));
        }
        RAWI_TRY(transaction.commit());
        return written;
    });
}

Result<void> LeaseStore::renew(const Job &job, int permille)
{
    RAWI_TRY(held("UPDATE jobs SET permille = $3, updated_at = now(), " + kLeased, job, {std::to_string(permille)}));
    return {};
}

Result<QList<QUuid>> LeaseStore::renewAll(const QList<Job> &jobs)
{
    QStringList ids;
    QStringList fences;
    QList<QUuid> lost;
    for (const Job &job : jobs) {
        ids.append(uuidText(job.id));
        fences.append(QString::number(job.fence));
        lost.append(job.id);
    }
    const std::string sql = "UPDATE jobs SET " + kLeased
        + " FROM unnest($1::uuid[], $2::bigint[]) AS mine (job, its_fence)"
          " WHERE id = job AND fence = its_fence AND state = 'processing' RETURNING id";
    RAWI_ASSIGN(const PgRows renewed, m_pool.with<PgRows>([&](PgConnection &connection) {
        return connection.exec(sql, {pgArray(ids), pgArray(fences)});
    }));
    for (int row = 0; row < renewed.count(); ++row) {
        lost.removeOne(uuidFromText(renewed.string(row, 0)));
    }
    return lost;
}

Result<Job> LeaseStore::end(const Job &job, JobState state, const QJsonObject &result, const std::optional<Error> &error,
                            const Also &also)
{
    return held("UPDATE jobs SET state = $3, permille = CASE WHEN $3 = 'completed' THEN 1000 ELSE permille END, result = $4,"
                " error = $5, subject = coalesce(subject, $6), lease_until = NULL, updated_at = now()",
                job,
                {enumText(state).toStdString(), pgJson(result),
                 error ? PgParam(problemText(*error)) : PgParam(), pgOptional(job.subject)},
                also);
}

Result<Job> LeaseStore::retryLater(const Job &job, const Error &error, int delayMs)
{
    return held("UPDATE jobs SET state = 'pending', error = $3, lease_until = NULL, updated_at = now(),"
                " run_after = now() + make_interval(secs => $4::float / 1000)",
                job, {problemText(error), std::to_string(delayMs)});
}

Result<void> LeaseStore::giveBack(const Job &job)
{
    RAWI_TRY(held("UPDATE jobs SET state = 'pending', attempts = attempts - 1, lease_until = NULL", job));
    return {};
}

Result<void> LeaseStore::releaseOwn()
{
    return m_pool.with<void>([&](PgConnection &connection) -> Result<void> {
        RAWI_TRY(connection.exec("UPDATE jobs SET lease_until = now() WHERE state = 'processing' AND leased_by = $1", {m_owner}));
        return {};
    });
}

} // namespace rawi::server
