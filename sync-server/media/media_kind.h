#pragma once

#include "core/rules/rule_book.h"
#include "sync-server/jobs/job_kind.h"

#include <QStringList>

namespace rawi::server {

// What the media routes say of a job: a dead one has failed.
enum class MediaJobStatus { Pending, Processing, Completed, Failed, Cancelled };

} // namespace rawi::server

template <>
struct rawi::EnumNames<rawi::server::MediaJobStatus> {
    static constexpr std::array names{"pending", "processing", "completed", "failed", "cancelled"};
};

namespace rawi::server {

// What the kinds of media work have in common: which errors are tried again, who may cancel them, and what the media routes
// and sockets say of them.
QStringList mediaKinds();
JobKind mediaKind(const QString &name, const QString &lane, const RuleBook &rules, JobHandler run);
// SQL: a row of `jobs` is about media and an item that this person may know of; adds its parameters. What a job is about is
// seen by those who see the record; when that is gone, by who asked for the job.
std::string shownJobSql(const Actor &reader, PgParams &params);

// A job as /api/v1/media/… shows it.
QJsonObject mediaJobJson(const Job &job);
// The states that a status of these routes stands for; none when it is empty.
QList<JobState> mediaJobStates(const QString &status);

// Errors: NotFound (of another feature, or of what the person may not know of), PermissionDenied, StateConflict (the server needs it).
Result<void> mayCancelMediaJob(PgConnection &connection, const RuleBook &rules, const Job &job, const QUuid &person);
// Errors: NotFound, also of what the reader may not know of.
Result<void> checkSeesJob(PgConnection &connection, const QUuid &job, const Actor &reader);

} // namespace rawi::server
