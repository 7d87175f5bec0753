#include "sync-server/jobs/job_store.h"

#include "sync-server/feed/audit_log.h"
#include "sync-server/jobs/job_rows.h"

#include <QDateTime>

namespace rawi::server {

namespace {

const std::string kOpen = "state IN ('pending', 'processing')";

Result<void> checkCancellable(const Job &job)
{
    const QString subject = u"job/"_s + uuidText(job.id);
    if (job.state != JobState::Pending && job.state != JobState::Processing) {
        return Error{ErrorCode::StateConflict, subject, u"it has ended: %1"_s.arg(enumText(job.state)), SubjectKind::Record};
    }
    if (job.state == JobState::Processing && job.permille == 1000) {
        return Error{ErrorCode::StateConflict, subject, u"what it made is being published; remove that instead"_s,
                     SubjectKind::Record};
    }
    return {};
}

// What it was asked to do stays in the job.
Result<void> audit(PgConnection &connection, const CommandContext &who, const QString &deed, const Job &job)
{
    const QJsonObject args{{u"id"_s, uuidText(job.id)}, {u"kind"_s, job.kind}};
    return writeAudit(connection, who, {deed, args, {auditedRow(u"jobs"_s, job.id, job.fence)}}, QDateTime::currentMSecsSinceEpoch());
}

// Of the jobs besides `own`.
Result<void> checkCount(PgConnection &connection, const QUuid &own, const JobBound &bound)
{
    RAWI_ASSIGN(const PgRows open,
                connection.exec("SELECT count(*) FROM jobs WHERE created_by IS NOT NULL AND id <> $1 AND kind = ANY ($2::text[]) AND "
                                    + kOpen,
                                {pgUuid(own), pgArray(bound.kinds)}));
    if (open.integer(0, 0) >= bound.open) {
        return Error{ErrorCode::RateLimited, u"jobs"_s,
                     u"%1 jobs wait or run already; try again when some have ended, or cancel one (%2)"_s.arg(open.integer(0, 0))
                         .arg(bound.list), SubjectKind::Code};
    }
    return {};
}

Result<Job> findFor(PgConnection &connection, const QUuid &id, const char *lock = "")
{
    RAWI_ASSIGN(const PgRows rows, connection.exec("SELECT" + kJobColumns + "FROM jobs WHERE id = $1 " + lock, {pgUuid(id)}));
    return rows.count() == 0 ? Result<Job>(jobNotFound(id)) : jobOf(rows);
}

Result<std::optional<Job>> known(PgConnection &connection, const Job &job)
{
    RAWI_ASSIGN(const PgRows rows,
                connection.exec("SELECT" + kJobColumns
                                    + "FROM jobs WHERE id = $1 OR (created_by = $2 AND retry_key = $3 AND retry_key <> '')",
                                {pgUuid(job.id), pgOptional(job.createdBy), job.retryKey.toStdString()}));
    return rows.count() == 0 ? std::optional<Job>() : std::optional<Job>(jobOf(rows));
}

} // namespace

JobStore::JobStore(PgPool &pool) : m_pool(pool) { }

Result<Job> JobStore::enqueue(PgConnection &connection, const Job &wanted)
{
    Job job = wanted;
    if (job.id.isNull()) {
        job.id = makeUuidV7(QDateTime::currentMSecsSinceEpoch());
    }
    RAWI_ASSIGN(const PgRows made,
                connection.exec("INSERT INTO jobs (id, workspace, kind, subject, needs, args, created_by, retry_key, run_after)"
                                " VALUES ($1, coalesce($2, (SELECT id FROM workspaces ORDER BY created_at, id LIMIT 1)), $3, $4, $5,"
                                " $6, $7, $8, coalesce(to_timestamp($9::float), now())) ON CONFLICT DO NOTHING RETURNING"
                                    + kJobColumns,
                                {pgUuid(job.id), pgOptional(job.workspace), job.kind.toStdString(), pgOptional(job.subject),
                                 job.needs.toStdString(), pgJson(job.args), pgOptional(job.createdBy), job.retryKey.toStdString(),
                                 job.runAfter.isSet() ? PgParam(pgSeconds(job.runAfter.ms)) : PgParam()}));
    if (made.count() > 0) {
        return jobOf(made);
    }
    RAWI_ASSIGN(const std::optional<Job> first, known(connection, job));
    if (!first) {
        return Error{ErrorCode::ServerUnavailable, u"job"_s, u"try again"_s, SubjectKind::Code};
    }
    // What a job is about may turn out while it runs: an upload's media.
    const bool sameSubject = job.subject.isNull() || first->subject == job.subject;
    if (first->kind != job.kind || !sameSubject || first->args != job.args) {
        return Error{ErrorCode::StateConflict, u"Idempotency-Key"_s,
                     u"this key was used for another request"_s, SubjectKind::Field};
    }
    return *first;
}

Result<Job> JobStore::enqueue(const Job &wanted, const JobBound &bound)
{
    Job job = wanted;
    job.id = makeUuidV7(QDateTime::currentMSecsSinceEpoch());
    return m_pool.with<Job>([&](PgConnection &connection) -> Result<Job> {
        RAWI_ASSIGN(PgTransaction transaction, PgTransaction::begin(connection));
        // One after another, so that together they do not pass the bound.
        RAWI_TRY(connection.exec("SELECT pg_advisory_xact_lock(hashtextextended('jobs', 0))"));
        RAWI_ASSIGN(Job made, enqueue(connection, job)); // asked for before, it is none more
        if (made.id == job.id) {
            RAWI_TRY(checkCount(connection, job.id, bound));
        }
        RAWI_TRY(transaction.commit());
        return made;
    });
}

Result<void> JobStore::checkBound(const JobBound &bound)
{
    return m_pool.with<void>([&](PgConnection &connection) { return checkCount(connection, {}, bound); });
}

Result<QList<Job>> JobStore::list(const JobFilter &filter)
{
    PgParams params;
    std::string sql = "SELECT" + kJobColumns + "FROM jobs WHERE true";
    const auto where = [&](bool asked, const char *condition, const std::string &value, const char *after = "") {
        if (asked) {
            params.emplace_back(value);
            sql += std::string(" AND ") + condition + " $" + std::to_string(params.size()) + after;
        }
    };
    QStringList states;
    for (const JobState state : filter.states) {
        states.append(enumText(state));
    }
    where(!states.isEmpty(), "state = ANY (", pgArray(states), "::text[])");
    where(!filter.kinds.isEmpty(), "kind = ANY (", pgArray(filter.kinds), "::text[])");
    where(!filter.subject.isNull(), "subject =", pgUuid(filter.subject));
    where(!filter.before.isNull(), "id <", pgUuid(filter.before));
    if (filter.shown) {
        sql += " AND " + filter.shown(params);
    }
    params.emplace_back(std::to_string(filter.limit));
    sql += " ORDER BY id DESC LIMIT $" + std::to_string(params.size());
    return m_pool.with<QList<Job>>([&](PgConnection &connection) -> Result<QList<Job>> {
        RAWI_ASSIGN(const PgRows rows, connection.exec(sql, params));
        QList<Job> jobs;
        for (int row = 0; row < rows.count(); ++row) {
            jobs.append(jobOf(rows, row));
        }
        return jobs;
    });
}

Result<Job> JobStore::find(const QUuid &id)
{
    return m_pool.with<Job>([&](PgConnection &connection) { return findFor(connection, id); });
}

Result<Job> JobStore::cancel(const QUuid &id, const CommandContext &who, const MayCancel &mayCancel)
{
    return m_pool.with<Job>([&](PgConnection &connection) -> Result<Job> {
        RAWI_ASSIGN(PgTransaction transaction, PgTransaction::begin(connection));
        RAWI_ASSIGN(Job job, findFor(connection, id, "FOR UPDATE"));
        RAWI_TRY(mayCancel(connection, job));
        if (job.state == JobState::Cancelled) {
            return job;
        }
        RAWI_TRY(checkCancellable(job));
        RAWI_ASSIGN(const PgRows done,
                    connection.exec("UPDATE jobs SET state = 'cancelled', fence = fence + 1, error = NULL, lease_until = NULL,"
                                    " cancelled_by = $2, updated_at = now() WHERE id = $1 RETURNING" + kJobColumns,
                                    {pgUuid(id), pgUuid(who.actor.id.uuid())}));
        job = jobOf(done);
        RAWI_TRY(audit(connection, who, u"job.cancel"_s, job));
        RAWI_TRY(transaction.commit());
        return job;
    });
}

Result<Job> JobStore::replay(const QUuid &id, const CommandContext &who)
{
    return m_pool.with<Job>([&](PgConnection &connection) -> Result<Job> {
        RAWI_ASSIGN(PgTransaction transaction, PgTransaction::begin(connection));
        RAWI_ASSIGN(const PgRows done,
                    connection.exec("UPDATE jobs SET state = 'pending', fence = fence + 1, attempts = 0, permille = 0, error = NULL,"
                                    " lease_until = NULL, run_after = now(), replayed_by = $2, updated_at = now()"
                                    " WHERE id = $1 AND state = 'dead' RETURNING" + kJobColumns,
                                    {pgUuid(id), pgOptional(who.actor.id.uuid())}));
        if (done.count() > 0) {
            const Job job = jobOf(done);
            RAWI_TRY(audit(connection, who, u"job.replay"_s, job));
            RAWI_TRY(transaction.commit());
            return job;
        }
        RAWI_ASSIGN(const Job job, findFor(connection, id));
        return Error{ErrorCode::StateConflict, u"job/"_s + uuidText(id),
                     u"only a dead job is replayed; this one is %1"_s.arg(enumText(job.state)), SubjectKind::Record};
    });
}

Result<void> JobStore::hold(PgConnection &connection, const Job &job)
{
    RAWI_ASSIGN(const PgRows rows,
                connection.exec("UPDATE jobs SET permille = 1000, updated_at = now()"
                                " WHERE id = $1 AND fence = $2 AND state = 'processing' RETURNING 1",
                                {pgUuid(job.id), std::to_string(job.fence)}));
    return rows.count() > 0 ? Result<void>() : jobLost(job);
}

Result<std::optional<QJsonObject>> JobStore::beginStep(PgConnection &connection, const Job &job, const QString &step)
{
    // The lock keeps a cancel, and who takes the job over, out until the effect is committed.
    RAWI_ASSIGN(const PgRows held,
                connection.exec("SELECT 1 FROM jobs WHERE id = $1 AND fence = $2 AND state = 'processing' FOR UPDATE",
                                {pgUuid(job.id), std::to_string(job.fence)}));
    if (held.count() == 0) {
        return jobLost(job);
    }
    RAWI_ASSIGN(const PgRows done, connection.exec("SELECT result FROM job_steps WHERE job = $1 AND step = $2",
                                                   {pgUuid(job.id), step.toStdString()}));
    return done.count() == 0 ? std::optional<QJsonObject>() : std::optional<QJsonObject>(pgObject(done, 0, 0));
}

Result<void> JobStore::endStep(PgConnection &connection, const Job &job, const QString &step, const QJsonObject &result)
{
    RAWI_TRY(connection.exec("INSERT INTO job_steps (job, step, result) VALUES ($1, $2, $3)",
                             {pgUuid(job.id), step.toStdString(), pgJson(result)}));
    return {};
}

Result<bool> JobStore::someJobNeeds(const QString &what)
{
    return m_pool.with<bool>([&](PgConnection &connection) -> Result<bool> {
        RAWI_ASSIGN(const PgRows rows,
                    connection.exec("SELECT 1 FROM jobs WHERE needs = $1 AND needs <> ''"
                                    " AND state IN ('pending', 'processing', 'dead') LIMIT 1",
                                    {what.toStdString()}));
        return rows.count() > 0;
    });
}

Result<bool> JobStore::isOpen(const QUuid &id)
{
    return m_pool.with<bool>([&](PgConnection &connection) -> Result<bool> {
        RAWI_ASSIGN(const PgRows rows, connection.exec("SELECT 1 FROM jobs WHERE id = $1 AND " + kOpen, {pgUuid(id)}));
        return rows.count() > 0;
    });
}

Result<int> JobStore::forgetEnded(const QString &kind, int days)
{
    return m_pool.with<int>([&](PgConnection &connection) -> Result<int> {
        RAWI_ASSIGN(const PgRows gone,
                    connection.exec("DELETE FROM jobs WHERE kind = $1 AND NOT (" + kOpen
                                        + ") AND updated_at < now() - make_interval(days => $2::int)",
                                    {kind.toStdString(), std::to_string(days)}));
        return gone.affected();
    });
}

} // namespace rawi::server
