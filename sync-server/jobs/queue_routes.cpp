#include "sync-server/jobs/queue_routes.h"

#include "core/rules/rule_args.h"
#include "sync-server/gateway/resource.h"
#include "sync-server/gateway/schema.h"

#include <QJsonArray>

#include <algorithm>

namespace rawi::server {

namespace {

const QString kNewestFirst = u"-id"_s;
const QString kByName = u"name"_s;

QJsonObject jobSchema()
{
    return objectSchema({needed(idArg("id")), needed(textArg("kind", 0)), needed(enumArg<JobState>("state")),
                         needed(FieldInfo{.name = u"progress"_s, .kind = FieldKind::Number, .least = 0, .most = 100}),
                         needed(integerArg("attempts", 0, 1e6)), idArg("subject"), jsonArg("args"), jsonArg("result"), jsonArg("error"),
                         idArg("created_by"), idArg("cancelled_by"), idArg("replayed_by"), timeArg("run_after"),
                         timeArg("created_at"), timeArg("updated_at")});
}

QJsonObject scheduleSchema()
{
    return objectSchema({needed(textArg("name", 0)), needed(textArg("kind", 0)), needed(textArg("cron", 0)), needed(textArg("zone", 0)),
                         needed(boolArg("active")), timeArg("next_slot"), timeArg("last_slot"), idArg("last_job"),
                         idArg("changed_by")});
}

CommandContext contextOf(const Request &request)
{
    return {request.session.actor, request.session.sessionId, QString::fromStdString(request.correlationId)};
}

Reply pageOf(const QJsonArray &items, const std::string &next)
{
    return Reply::json({{u"items"_s, items}, {u"next_cursor"_s, next.empty() ? QJsonValue() : QJsonValue(QString::fromStdString(next))}});
}

Result<JobFilter> filterOf(const Request &request)
{
    JobFilter filter;
    if (const Result<JobState> state = enumFromText<JobState>(request.queryValue("state"))) {
        filter.states.append(*state);
    }
    if (const QString kind = request.queryValue("kind"); !kind.isEmpty()) {
        filter.kinds.append(kind);
    }
    if (const QString cursor = request.queryValue("cursor"); !cursor.isEmpty()) {
        RAWI_ASSIGN(const QStringList keys, cursorKeys(cursor, kNewestFirst, 1));
        filter.before = uuidFromText(keys.first());
        if (filter.before.isNull()) {
            return Error{ErrorCode::InvalidArgument, u"cursor"_s, u"not a cursor of this list; begin without one"_s};
        }
    }
    RAWI_ASSIGN(filter.limit, pageLimit(request));
    return filter;
}

Result<Reply> listJobs(JobQueue &queue, const Request &request)
{
    RAWI_ASSIGN(JobFilter filter, filterOf(request));
    const int limit = filter.limit++; // one more tells whether there is a next page
    RAWI_ASSIGN(const QList<Job> jobs, queue.store().list(filter));
    QJsonArray items;
    for (const Job &job : jobs.first(std::min<qsizetype>(limit, jobs.size()))) {
        QJsonObject item = job.toJson();
        item.remove(u"result"_s); // of any length; its own address has them
        item.remove(u"args"_s);
        items.append(item);
    }
    return pageOf(items, jobs.size() > limit ? cursorText(kNewestFirst, {uuidText(jobs.at(limit - 1).id)}) : std::string());
}

QUuid jobOf(const Request &request)
{
    return uuidFromText(QString::fromStdString(request.params.at(0)));
}

Result<Reply> cancelJob(JobQueue &queue, const Request &request)
{
    const auto mayCancel = [&queue](PgConnection &, const Job &job) -> Result<void> {
        const JobKind *kind = queue.kind(job.kind);
        if (kind != nullptr && !kind->canBeCancelled) {
            return Error{ErrorCode::StateConflict, u"job/"_s + uuidText(job.id),
                         u"the server needs this job for its own order; it cannot be cancelled"_s, SubjectKind::Record};
        }
        return {};
    };
    RAWI_ASSIGN(const Job job, queue.cancel(jobOf(request), contextOf(request), mayCancel));
    return Reply::json(job.toJson());
}

Result<Reply> listSchedules(Scheduler &scheduler, const Request &request)
{
    QString after;
    if (const QString cursor = request.queryValue("cursor"); !cursor.isEmpty()) {
        RAWI_ASSIGN(const QStringList keys, cursorKeys(cursor, kByName, 1));
        after = keys.first();
    }
    RAWI_ASSIGN(const int limit, pageLimit(request));
    RAWI_ASSIGN(const QList<Schedule> schedules, scheduler.store().list(after, limit + 1));
    QJsonArray items;
    for (const Schedule &schedule : schedules.first(std::min<qsizetype>(limit, schedules.size()))) {
        items.append(schedule.toJson());
    }
    return pageOf(items, schedules.size() > limit ? cursorText(kByName, {schedules.at(limit - 1).name}) : std::string());
}

Result<Reply> changeSchedule(Scheduler &scheduler, const Request &request)
{
    RAWI_ASSIGN(const QJsonObject body, request.json());
    ScheduleChange change;
    if (body.contains("cron"_L1)) {
        change.cron = body.value("cron"_L1).toString();
    }
    if (body.contains("zone"_L1)) {
        change.zone = body.value("zone"_L1).toString();
    }
    if (body.contains("active"_L1)) {
        change.active = body.value("active"_L1).toBool();
    }
    RAWI_ASSIGN(const Schedule changed, scheduler.change(QString::fromStdString(request.params.at(0)), change, contextOf(request)));
    return Reply::json(changed.toJson());
}

Route officeRoute(Method method, const char *pattern, const char *summary, const QJsonObject &answer,
                  std::function<Result<Reply>(const Request &)> handle)
{
    Route route;
    route.method = method;
    route.pattern = pattern;
    route.summary = summary;
    route.right = u"jobs.manage"_s;
    route.rate = method == Method::Get ? RateClass::Read : RateClass::Write;
    route.responseSchema = answer;
    route.handle = std::move(handle);
    return route;
}

} // namespace

void addQueueRoutes(RoutingTable &table, JobQueue &queue, Scheduler &scheduler)
{
    Route jobs = officeRoute(Method::Get, "/api/v1/jobs", "The server's jobs of every kind, newest first, page by page, without their results",
                             pageSchema(jobSchema()), [&queue](const Request &request) { return listJobs(queue, request); });
    jobs.query = {integerArg("limit", 1, kLargestPage), textArg("cursor", 4000), enumArg<JobState>("state"), textArg("kind", 100)};
    table.add(std::move(jobs));
    table.add(officeRoute(Method::Get, "/api/v1/jobs/{id}", "One job, with what it was asked and what came of it", jobSchema(),
                          [&queue](const Request &request) -> Result<Reply> {
                              RAWI_ASSIGN(const Job job, queue.store().find(jobOf(request)));
                              return Reply::json(job.toJson());
                          }));
    table.add(officeRoute(Method::Post, "/api/v1/jobs/{id}/replay", "Try a dead job again, from its first attempt", jobSchema(),
                          [&queue](const Request &request) -> Result<Reply> {
                              RAWI_ASSIGN(const Job job, queue.replay(jobOf(request), contextOf(request)));
                              return Reply::json(job.toJson());
                          }));
    table.add(officeRoute(Method::Post, "/api/v1/jobs/{id}/cancel", "Cancel a job that waits or runs", jobSchema(),
                          [&queue](const Request &request) { return cancelJob(queue, request); }));

    Route schedules = officeRoute(Method::Get, "/api/v1/schedules", "What the server does again and again, by name, page by page",
                                  pageSchema(scheduleSchema()),
                                  [&scheduler](const Request &request) { return listSchedules(scheduler, request); });
    schedules.query = {integerArg("limit", 1, kLargestPage), textArg("cursor", 4000)};
    table.add(std::move(schedules));
    Route change = officeRoute(Method::Patch, "/api/v1/schedules/{name}", "Change when a schedule fires, or switch it off", scheduleSchema(),
                               [&scheduler](const Request &request) { return changeSchedule(scheduler, request); });
    change.body = {textArg("cron", 200), textArg("zone", 64), boolArg("active")};
    table.add(std::move(change));
}

} // namespace rawi::server
