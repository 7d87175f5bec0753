#include "sync-server/jobs/job_store.h"

#include "core/base/id.h"
#include "core/protocol/messages.h"
#include "core/rules/rule_book.h"
#include "core/text/truncate.h"

#include <QJsonDocument>

namespace rawi::server {

namespace {

const std::string kTime = "'YYYY-MM-DD\"T\"HH24:MI:SS.MS\"Z\"'";
const std::string kColumns = " id, kind, asset_id, sha256, args, state, permille, result, error, attempts, fence,"
                             " created_by, cancelled_by, retry_key, to_char(created_at AT TIME ZONE 'UTC', "
    + kTime + "), to_char(updated_at AT TIME ZONE 'UTC', " + kTime + ") ";
const std::string kOpen = "state IN ('pending', 'processing')";
// What a lease's end has in common.
const std::string kHeld = " WHERE id = $1 AND fence = $2 AND state = 'processing' RETURNING" + kColumns;

std::string text(const QUuid &id)
{
    return uuidText(id).toStdString();
}

PgParam optional(const QUuid &id)
{
    return id.isNull() ? PgParam() : PgParam(text(id));
}

// jsonb takes no NUL, and a worker's words about a hostile file may hold one.
std::string compact(const QJsonObject &object)
{
    QByteArray json = QJsonDocument(object).toJson(QJsonDocument::Compact);
    return json.replace("\\u0000", "").toStdString();
}

QJsonObject objectOf(const PgRows &rows, int row, int column)
{
    return QJsonDocument::fromJson(rows.string(row, column).toUtf8()).object();
}

QJsonObject toJson(const Error &error)
{
    return {{u"code"_s, QLatin1StringView(errorCodeName(error.code))},
            {u"subject"_s, truncated(error.subject, 500)},
            {u"detail"_s, truncated(error.detail, 2000)}};
}

Job jobOf(const PgRows &rows, int row = 0)
{
    Job job;
    job.id = uuidFromText(rows.string(row, 0));
    job.kind = rows.string(row, 1);
    job.assetId = uuidFromText(rows.string(row, 2));
    job.sha256 = rows.string(row, 3);
    job.args = objectOf(rows, row, 4);
    if (const auto state = enumFromText<JobState>(rows.string(row, 5)); state.ok()) {
        job.state = *state;
    }
    job.permille = static_cast<int>(rows.integer(row, 6));
    job.result = objectOf(rows, row, 7);
    if (!rows.isNull(row, 8)) {
        job.error = errorFromProblem(objectOf(rows, row, 8));
    }
    job.attempts = static_cast<int>(rows.integer(row, 9));
    job.fence = rows.integer(row, 10);
    job.createdBy = uuidFromText(rows.string(row, 11));
    job.cancelledBy = uuidFromText(rows.string(row, 12));
    job.retryKey = rows.string(row, 13);
    job.createdAt = rows.string(row, 14);
    job.updatedAt = rows.string(row, 15);
    return job;
}

Error notFound(const QUuid &id)
{
    return {ErrorCode::NotFound, u"job/"_s + uuidText(id), u"there is no such job"_s};
}

// Whether `person` may cancel the job, as their record says now.
Result<void> checkMayCancel(PgConnection &connection, const Job &job, const QUuid &person,
                            const RuleBook &rules)
{
    RAWI_ASSIGN(const PgRows rows, connection.exec("SELECT role FROM people WHERE id = $1 AND active", {text(person)}));
    if (rows.count() == 0) {
        return Error{ErrorCode::PermissionDenied, u"account"_s,
                     u"this account is switched off; ask an administrator"_s};
    }
    RAWI_ASSIGN(const Role role, enumFromText<Role>(rows.string(0, 0)));
    const bool own = job.createdBy == person;
    if (!rules.actor(Id<Person>(person), role).may(own ? u"media.cancel_job" : u"media.cancel_any_job")) {
        return Error{ErrorCode::PermissionDenied, u"job/"_s + uuidText(job.id),
                     u"who asked for a job may cancel it, or a managing editor"_s};
    }
    return {};
}

Result<void> checkCancellable(const Job &job)
{
    const QString subject = u"job/"_s + uuidText(job.id);
    if (job.createdBy.isNull()) {
        return Error{
            ErrorCode::StateConflict, subject,
            u"the server checks what was uploaded before anybody may read it; this cannot be cancelled"_s};
    }
    if (job.state == JobState::Completed || job.state == JobState::Failed) {
        return Error{ErrorCode::StateConflict, subject, u"it has ended: %1"_s.arg(enumText(job.state))};
    }
    if (job.state == JobState::Processing && job.permille == 1000) {
        return Error{ErrorCode::StateConflict, subject,
                     u"its files are being published; remove the variants instead"_s};
    }
    return {};
}

// Of the jobs besides `own`.
Result<void> checkCount(PgConnection &connection, const QUuid &own, int mostOpen)
{
    RAWI_ASSIGN(const PgRows open,
                connection.exec("SELECT count(*) FROM media_jobs WHERE created_by IS NOT NULL AND id <> $1 AND " + kOpen,
                                {text(own)}));
    if (open.integer(0, 0) >= mostOpen) {
        return Error{ErrorCode::RateLimited, u"jobs"_s,
                     u"%1 jobs wait or run already; try again when some have ended, or cancel one (GET "
                     "/api/v1/media/jobs?status=pending)"_s.arg(open.integer(0, 0))};
    }
    return {};
}

Error lost(const Job &job)
{
    return {ErrorCode::Locked, uuidText(job.id), u"it was cancelled, or another server took this job over"_s};
}

Result<Job> held(PgPool &pool, const std::string &sql, const Job &job, const PgParams &more = {})
{
    PgParams params{text(job.id), std::to_string(job.fence)};
    params.insert(params.end(), more.begin(), more.end());
    return pool.with<Job>([&](PgConnection &connection) -> Result<Job> {
        RAWI_ASSIGN(const PgRows rows, connection.exec(sql + kHeld, params));
        if (rows.count() == 0) {
            return lost(job);
        }
        return jobOf(rows);
    });
}

Result<void> statement(PgPool &pool, const std::string &sql, const PgParams &params = {})
{
    return pool.with<void>([&](PgConnection &connection) -> Result<void> {
        RAWI_TRY(connection.exec(sql, params));
        return {};
    });
}

} // namespace

QJsonObject Job::toJson() const
{
    // An upload's media comes to be in the job.
    const QJsonValue media = assetId.isNull() ? result.value("media_id"_L1) : QJsonValue(uuidText(assetId));
    return {{u"id"_s, uuidText(id)},
            {u"kind"_s, kind},
            {u"status"_s, enumText(state)},
            {u"progress"_s, permille / 10.0}, // per cent
            {u"media_id"_s, media.isUndefined() ? QJsonValue() : media},
            {u"attempts"_s, attempts},
            {u"result"_s, state == JobState::Completed ? QJsonValue(result) : QJsonValue()},
            {u"error"_s, error ? QJsonValue(problemFromError(*error)) : QJsonValue()},
            {u"cancelled_by"_s, cancelledBy.isNull() ? QJsonValue() : QJsonValue(uuidText(cancelledBy))},
            {u"created_at"_s, createdAt},
            {u"updated_at"_s, updatedAt}};
}

JobStore::JobStore(PgPool &pool) : m_pool(pool) { }

Result<Job> JobStore::enqueue(PgConnection &connection, const Job &job)
{
    RAWI_ASSIGN(const PgRows made,
                connection.exec("INSERT INTO media_jobs (id, kind, asset_id, sha256, args, created_by, retry_key)"
                                " VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (created_by, retry_key)"
                                " WHERE retry_key <> '' DO NOTHING RETURNING"
                                    + kColumns,
                                {text(job.id), job.kind.toStdString(), optional(job.assetId), job.sha256.toStdString(),
                                 compact(job.args), optional(job.createdBy), job.retryKey.toStdString()}));
    if (made.count() > 0) {
        return jobOf(made);
    }
    RAWI_ASSIGN(const PgRows first,
                connection.exec("SELECT" + kColumns + "FROM media_jobs WHERE created_by = $1 AND retry_key = $2",
                                {optional(job.createdBy), job.retryKey.toStdString()}));
    if (first.count() == 0) {
        return Error{ErrorCode::ServerUnavailable, u"job"_s, u"try again"_s};
    }
    Job known = jobOf(first);
    if (known.kind != job.kind || known.assetId != job.assetId || known.args != job.args) {
        return Error{ErrorCode::StateConflict, u"Idempotency-Key"_s,
                     u"this key was used for another request"_s};
    }
    return known;
}

Result<Job> JobStore::enqueue(const Job &job, int mostOpen)
{
    return m_pool.with<Job>([&](PgConnection &connection) -> Result<Job> {
        RAWI_ASSIGN(PgTransaction transaction, PgTransaction::begin(connection));
        // One after another, so that together they do not pass the bound.
        RAWI_TRY(connection.exec("SELECT pg_advisory_xact_lock(hashtextextended('media_jobs', 0))"));
        RAWI_ASSIGN(Job made, enqueue(connection, job)); // asked for before, it is none more
        if (made.id == job.id) {
            RAWI_TRY(checkCount(connection, job.id, mostOpen));
        }
        RAWI_TRY(transaction.commit());
        return made;
    });
}

Result<void> JobStore::checkQueue(int mostOpen)
{
    return m_pool.with<void>([&](PgConnection &connection) { return checkCount(connection, {}, mostOpen); });
}

Result<QList<Job>> JobStore::list(const JobFilter &filter)
{
    PgParams params;
    std::string sql = "SELECT" + kColumns + "FROM media_jobs WHERE true";
    const auto where = [&](bool asked, const char *condition, const std::string &value) {
        if (asked) {
            params.emplace_back(value);
            sql += std::string(" AND ") + condition + " $" + std::to_string(params.size());
        }
    };
    where(filter.state.has_value(), "state =", filter.state ? enumText(*filter.state).toStdString() : std::string());
    where(!filter.kind.isEmpty(), "kind =", filter.kind.toStdString());
    where(!filter.media.isNull(), "coalesce(asset_id::text, result->>'media_id') =", text(filter.media));
    where(!filter.before.isNull(), "id <", text(filter.before));
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

Result<Job> JobStore::cancel(const QUuid &id, const QUuid &person, const RuleBook &rules)
{
    return m_pool.with<Job>([&](PgConnection &connection) -> Result<Job> {
        RAWI_ASSIGN(PgTransaction transaction, PgTransaction::begin(connection));
        RAWI_ASSIGN(const PgRows rows,
                    connection.exec("SELECT" + kColumns + "FROM media_jobs WHERE id = $1 FOR UPDATE", {text(id)}));
        if (rows.count() == 0) {
            return notFound(id);
        }
        Job job = jobOf(rows);
        RAWI_TRY(checkMayCancel(connection, job, person, rules));
        if (job.state == JobState::Cancelled) {
            return job;
        }
        RAWI_TRY(checkCancellable(job));
        RAWI_ASSIGN(const PgRows done,
                    connection.exec("UPDATE media_jobs SET state = 'cancelled', fence = fence + 1, error = NULL, lease_until = NULL,"
                                    " cancelled_by = $2, updated_at = now() WHERE id = $1 RETURNING" + kColumns,
                                    {text(id), text(person)}));
        job = jobOf(done);
        RAWI_TRY(transaction.commit());
        return job;
    });
}

Result<void> JobStore::beginPublishing(PgConnection &connection, const Job &job)
{
    RAWI_ASSIGN(const PgRows rows,
                connection.exec("UPDATE media_jobs SET permille = 1000, updated_at = now()" + kHeld,
                                {text(job.id), std::to_string(job.fence)}));
    return rows.count() > 0 ? Result<void>() : lost(job);
}

Result<Job> JobStore::find(const QUuid &id)
{
    return m_pool.with<Job>([&](PgConnection &connection) -> Result<Job> {
        RAWI_ASSIGN(const PgRows rows,
                    connection.exec("SELECT" + kColumns + "FROM media_jobs WHERE id = $1", {text(id)}));
        if (rows.count() == 0) {
            return notFound(id);
        }
        return jobOf(rows);
    });
}

Result<std::optional<Job>> JobStore::claim(const QString &owner, const QStringList &kinds)
{
    static const std::string kSql =
        "UPDATE media_jobs SET state = 'processing', fence = fence + 1, attempts = attempts + 1, leased_by = $1,"
        " updated_at = now(), lease_until = now() + make_interval(secs => "
        + std::to_string(kLeaseSeconds)
        + ") WHERE id = (SELECT id FROM media_jobs WHERE kind = ANY ($2::text[])"
          " AND (state = 'pending' AND run_after <= now() OR state = 'processing' AND lease_until <= now())"
          " ORDER BY run_after, id LIMIT 1 FOR UPDATE SKIP LOCKED) RETURNING"
        + kColumns;
    const std::string list = '{' + kinds.join(QLatin1Char(',')).toStdString() + '}';
    return m_pool.with<std::optional<Job>>([&](PgConnection &connection) -> Result<std::optional<Job>> {
        RAWI_ASSIGN(const PgRows rows, connection.exec(kSql, {owner.toStdString(), list}));
        return rows.count() == 0 ? std::optional<Job>() : std::optional<Job>(jobOf(rows));
    });
}

Result<void> JobStore::renew(const Job &job, int permille)
{
    static const std::string kSql = "UPDATE media_jobs SET permille = $3, updated_at = now(),"
                                    " lease_until = now() + make_interval(secs => "
        + std::to_string(kLeaseSeconds) + ")";
    RAWI_TRY(held(m_pool, kSql, job, {std::to_string(permille)}));
    return {};
}

Result<Job> JobStore::complete(const Job &job, const QJsonObject &result)
{
    return held(m_pool,
                "UPDATE media_jobs SET state = 'completed', permille = 1000, result = $3, error = NULL,"
                " lease_until = NULL, updated_at = now()",
                job, {compact(result)});
}

Result<Job> JobStore::fail(const Job &job, const Error &error)
{
    return held(m_pool, "UPDATE media_jobs SET state = 'failed', error = $3, lease_until = NULL, updated_at = now()", job,
                {compact(rawi::server::toJson(error))});
}

Result<Job> JobStore::retryLater(const Job &job, const Error &error, int delayMs)
{
    return held(m_pool,
                "UPDATE media_jobs SET state = 'pending', error = $3, lease_until = NULL, updated_at = now(),"
                " run_after = now() + make_interval(secs => $4::float / 1000)",
                job, {compact(rawi::server::toJson(error)), std::to_string(delayMs)});
}

Result<void> JobStore::giveBack(const Job &job)
{
    RAWI_TRY(held(m_pool, "UPDATE media_jobs SET state = 'pending', attempts = attempts - 1, lease_until = NULL", job));
    return {};
}

Result<void> JobStore::releaseLeasesOf(const QString &owner)
{
    return statement(m_pool, "UPDATE media_jobs SET lease_until = now() WHERE state = 'processing' AND leased_by = $1",
                     {owner.toStdString()});
}

Result<bool> JobStore::someJobNeeds(const QString &sha256)
{
    return m_pool.with<bool>([&](PgConnection &connection) -> Result<bool> {
        RAWI_ASSIGN(const PgRows rows,
                    connection.exec("SELECT 1 FROM media_jobs WHERE sha256 = $1 AND sha256 <> ''"
                                    " AND state IN ('pending', 'processing') LIMIT 1",
                                    {sha256.toStdString()}));
        return rows.count() > 0;
    });
}

Result<bool> JobStore::isOpen(const QUuid &id)
{
    return m_pool.with<bool>([&](PgConnection &connection) -> Result<bool> {
        RAWI_ASSIGN(const PgRows rows, connection.exec("SELECT 1 FROM media_jobs WHERE id = $1 AND " + kOpen, {text(id)}));
        return rows.count() > 0;
    });
}

Result<void> JobStore::forgetEnded()
{
    return statement(m_pool, "DELETE FROM media_jobs WHERE state IN ('completed', 'failed', 'cancelled')"
                             " AND updated_at < now() - interval '90 days'");
}

} // namespace rawi::server
