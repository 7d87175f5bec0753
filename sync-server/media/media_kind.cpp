#include "sync-server/media/media_kind.h"

#include "core/content/content_item.h"
#include "core/media/media_asset.h"
#include "core/protocol/messages.h"
#include "sync-server/feed/feed_reach.h"
#include "sync-server/pg/pg_text.h"
#include "sync-server/pg/row_store.h"

namespace rawi::server {

namespace {

constexpr int kMostCrashes = 3; // a file that kills its worker kills it again
constexpr QLatin1StringView kItemArg("content_id"); // of an upload: the item it is for

Error noSuchJob(const QUuid &id)
{
    return {ErrorCode::NotFound, u"job/"_s + uuidText(id), u"there is no such job"_s};
}

// The record of this type that `id`, as SQL, names; without the closing bracket, so that more may be asked of `r`.
std::string rowSql(const RecordInfo &type, const std::string &id)
{
    return "EXISTS (SELECT 1 FROM \"" + type.name.toStdString() + "\" r WHERE r.workspace = jobs.workspace AND r.id = " + id;
}

} // namespace

QStringList mediaKinds()
{
    return {u"verify"_s, u"upload"_s, u"transcode"_s, u"analyze"_s};
}

JobKind mediaKind(const QString &name, const QString &lane, const RuleBook &rules, JobHandler run)
{
    JobKind kind;
    kind.name = name;
    kind.lane = lane;
    kind.run = std::move(run);
    kind.tries = {{ErrorCode::DatabaseError, kJobAttempts},     {ErrorCode::ServerUnavailable, kJobAttempts},
                  {ErrorCode::IoError, kJobAttempts},           {ErrorCode::DiskFull, kJobAttempts},
                  {ErrorCode::MissingProgram, kJobAttempts},    {ErrorCode::WorkerCrashed, kMostCrashes}};
    kind.told = mediaJobJson;
    kind.heardBy = [&rules](PgConnection &connection, const Job &job) {
        const QJsonValue item = job.args.value(kItemArg);
        return audienceOf(connection, rules, {recordInfo<MediaAsset>().name, job.subject, idsIn(item)});
    };
    return kind;
}

QJsonObject mediaJobJson(const Job &job)
{
    const JobState state = job.state == JobState::Dead ? JobState::Failed : job.state;
    return {{u"id"_s, uuidText(job.id)},
            {u"kind"_s, job.kind},
            {u"status"_s, enumText(state)},
            {u"progress"_s, job.permille / 10.0}, // per cent
            {u"media_id"_s, job.subject.isNull() ? QJsonValue() : QJsonValue(uuidText(job.subject))},
            {u"attempts"_s, job.attempts},
            {u"result"_s, job.state == JobState::Completed ? QJsonValue(job.result) : QJsonValue()},
            {u"error"_s, job.error ? QJsonValue(problemFromError(*job.error)) : QJsonValue()},
            {u"cancelled_by"_s, job.cancelledBy.isNull() ? QJsonValue() : QJsonValue(uuidText(job.cancelledBy))},
            {u"created_at"_s, timestampText(job.createdAt)},
            {u"updated_at"_s, timestampText(job.updatedAt)}};
}

std::string shownJobSql(const Actor &reader, PgParams &params)
{
    if (reader.seesAllScopes()) {
        return "true";
    }
    const RecordInfo &assets = recordInfo<MediaAsset>();
    const RecordInfo &items = recordInfo<ContentItem>();
    const std::string asset = rowSql(assets, "jobs.subject");
    const std::string item = rowSql(items, "(jobs.args->>'" + std::string(kItemArg.data()) + "')::uuid");
    const std::string seesAsset = visibleSql(assets, "r", reader, params);
    const std::string seesItem = visibleSql(items, "r", reader, params);
    params.emplace_back(reader.id.text().toStdString());
    // An item that was never there is nobody's secret.
    return "(jobs.subject IS NULL OR " + asset + " AND " + seesAsset + ") OR jobs.created_by = $" + std::to_string(params.size())
        + "::uuid AND NOT " + asset + ")) AND NOT " + item + " AND NOT " + seesItem + ")";
}

Result<void> checkSeesJob(PgConnection &connection, const QUuid &job, const Actor &reader)
{
    PgParams params{pgUuid(job)};
    const std::string sql = "SELECT 1 FROM jobs WHERE id = $1 AND " + shownJobSql(reader, params);
    RAWI_ASSIGN(const PgRows rows, connection.exec(sql, params));
    return rows.count() > 0 ? Result<void>() : noSuchJob(job);
}

QList<JobState> mediaJobStates(const QString &status)
{
    const Result<JobState> state = enumFromText<JobState>(status);
    if (!state) {
        return {};
    }
    return *state == JobState::Failed ? QList<JobState>{JobState::Failed, JobState::Dead} : QList<JobState>{*state};
}

Result<void> mayCancelMediaJob(PgConnection &connection, const RuleBook &rules, const Job &job, const QUuid &person)
{
    if (!mediaKinds().contains(job.kind)) {
        return noSuchJob(job.id);
    }
    RAWI_ASSIGN(const Actor actor, readActor(connection, rules, job.workspace, person));
    RAWI_TRY(checkSeesJob(connection, job.id, actor));
    const QString subject = u"job/"_s + uuidText(job.id);
    const bool own = job.createdBy == person;
    if (!actor.may(own ? u"media.cancel_job" : u"media.cancel_any_job")) {
        return Error{ErrorCode::PermissionDenied, subject,
                     u"who asked for a job may cancel it, or a managing editor"_s, SubjectKind::Record};
    }
    if (job.createdBy.isNull()) {
        return Error{
            ErrorCode::StateConflict, subject,
            u"the server checks what was uploaded before anybody may read it; this cannot be cancelled"_s, SubjectKind::Record};
    }
    return {};
}

} // namespace rawi::server
