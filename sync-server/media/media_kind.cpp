#include "sync-server/media/media_kind.h"

#include "core/protocol/messages.h"
#include "sync-server/pg/pg_text.h"

namespace rawi::server {

namespace {

constexpr int kMostCrashes = 3; // a file that kills its worker kills it again

} // namespace

QStringList mediaKinds()
{
    return {u"verify"_s, u"upload"_s, u"transcode"_s, u"analyze"_s};
}

JobKind mediaKind(const QString &name, const QString &lane, JobHandler run)
{
    JobKind kind;
    kind.name = name;
    kind.lane = lane;
    kind.run = std::move(run);
    kind.tries = {{ErrorCode::DatabaseError, kJobAttempts},     {ErrorCode::ServerUnavailable, kJobAttempts},
                  {ErrorCode::IoError, kJobAttempts},           {ErrorCode::DiskFull, kJobAttempts},
                  {ErrorCode::MissingProgram, kJobAttempts},    {ErrorCode::WorkerCrashed, kMostCrashes}};
    kind.told = mediaJobJson;
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
        return Error{ErrorCode::NotFound, u"job/"_s + uuidText(job.id), u"there is no such job"_s};
    }
    RAWI_ASSIGN(const PgRows rows, connection.exec("SELECT role FROM people WHERE id = $1 AND active",
                                                   {pgUuid(person)}));
    if (rows.count() == 0) {
        return Error{ErrorCode::PermissionDenied, u"account"_s,
                     u"this account is switched off; ask an administrator"_s};
    }
    RAWI_ASSIGN(const Role role, enumFromText<Role>(rows.string(0, 0)));
    const QString subject = u"job/"_s + uuidText(job.id);
    const bool own = job.createdBy == person;
    if (!rules.actor(Id<Person>(person), role).may(own ? u"media.cancel_job" : u"media.cancel_any_job")) {
        return Error{ErrorCode::PermissionDenied, subject,
                     u"who asked for a job may cancel it, or a managing editor"_s};
    }
    if (job.createdBy.isNull()) {
        return Error{
            ErrorCode::StateConflict, subject,
            u"the server checks what was uploaded before anybody may read it; this cannot be cancelled"_s};
    }
    return {};
}

} // namespace rawi::server
