#include "sync-server/media/job_routes.h"

#include "core/rules/rule_args.h"
#include "sync-server/gateway/resource.h"
#include "sync-server/gateway/schema.h"
#include "sync-server/media/media_kind.h"

#include <algorithm>

namespace rawi::server {

namespace {

constexpr qsizetype kMaxTargets = 16;
const QString kNewestFirst = u"-id"_s;

Result<QStringList> targetsOf(const QJsonObject &body)
{
    const QJsonArray list = body.value("targets"_L1).toArray();
    QStringList targets;
    for (const QJsonValue &one : list) {
        targets.append(one.toString());
    }
    if (targets.isEmpty() || targets.size() > kMaxTargets || targets.contains(QString())) {
        return Error{ErrorCode::FieldRequired, u"targets"_s,
                     u"a list of 1 to %1 presets, for example [\"720p\"]"_s.arg(kMaxTargets)};
    }
    return targets;
}

Result<Reply> transcode(MediaJobService &media, const Request &request)
{
    RAWI_ASSIGN(const QJsonObject body, request.json());
    RAWI_ASSIGN(const QStringList targets, targetsOf(body));
    RAWI_ASSIGN(const MediaSource source, media.source(request, body));
    RAWI_ASSIGN(const Job job, media.transcode(request, source, targets));
    return jobAccepted(request, job);
}

Result<Reply> analyze(MediaJobService &media, const Request &request)
{
    RAWI_ASSIGN(const QJsonObject body, request.json());
    RAWI_ASSIGN(const MediaSource source, media.source(request, body));
    RAWI_ASSIGN(const Job job, media.analyze(request, source));
    return jobAccepted(request, job);
}

QJsonObject jobSchema()
{
    return objectSchema(
        {needed(idArg("id")), textArg("kind", 0), needed(enumArg<MediaJobStatus>("status")),
         needed(FieldInfo{.name = u"progress"_s, .kind = FieldKind::Number, .least = 0, .most = 100}),
         idArg("media_id"), integerArg("attempts", 0, 1e6), jsonArg("result"), jsonArg("error"),
         idArg("created_by"), idArg("cancelled_by"), textArg("created_at", 0), textArg("updated_at", 0)});
}

QUuid jobOf(const Request &request)
{
    return uuidFromText(QString::fromStdString(request.params.at(0)));
}

Result<JobFilter> filterOf(const Request &request)
{
    JobFilter filter;
    filter.states = mediaJobStates(request.queryValue("status"));
    const QString kind = request.queryValue("kind");
    filter.kinds = kind.isEmpty() ? mediaKinds() : QStringList{kind};
    filter.subject = uuidFromText(request.queryValue("media_id"));
    if (const QString cursor = request.queryValue("cursor"); !cursor.isEmpty()) {
        RAWI_ASSIGN(const QStringList keys, cursorKeys(cursor, kNewestFirst, 1));
        filter.before = uuidFromText(keys.first());
        if (filter.before.isNull()) {
            return Error{ErrorCode::InvalidArgument, u"cursor"_s,
                         u"not a cursor of this list; begin without one"_s};
        }
    }
    RAWI_ASSIGN(filter.limit, pageLimit(request));
    return filter;
}

Result<Reply> listJobs(MediaJobService &media, const Request &request)
{
    RAWI_ASSIGN(JobFilter filter, filterOf(request));
    const int limit = filter.limit++; // one more tells whether there is a next page
    QList<Job> jobs;
    if (mediaKinds().contains(filter.kinds.first())) { // other work of the server is the administrators' to see
        RAWI_ASSIGN(jobs, media.list(filter, request.session.actor));
    }
    QJsonArray items;
    for (const Job &job : jobs.first(std::min<qsizetype>(limit, jobs.size()))) {
        QJsonObject item = mediaJobJson(job);
        item.remove(u"result"_s); // of any length; its own address has it
        items.append(item);
    }
    const QJsonValue next = jobs.size() > limit
        ? QJsonValue(QString::fromStdString(cursorText(kNewestFirst, {uuidText(jobs.at(limit - 1).id)})))
        : QJsonValue();
    return Reply::json({{u"items"_s, items}, {u"next_cursor"_s, next}});
}

void addControlRoutes(RoutingTable &table, const std::shared_ptr<MediaJobService> &media)
{
    Route all;
    all.pattern = "/api/v1/media/jobs";
    all.summary = "The jobs of the last 90 days about what one may know of, newest first, page by page, without their results";
    all.query = {integerArg("limit", 1, kLargestPage), textArg("cursor", 4000), enumArg<MediaJobStatus>("status"),
                 textArg("kind", 40), idArg("media_id")};
    all.responseSchema = pageSchema(jobSchema());
    all.handle = [media](const Request &request) { return listJobs(*media, request); };
    table.add(std::move(all));

    Route cancel;
    cancel.method = Method::Post;
    cancel.pattern = "/api/v1/media/job/{job}/cancel";
    cancel.summary = "Cancel a job that waits or runs: its worker is ended and nothing of it is published";
    cancel.right = u"media.cancel_job"_s;
    cancel.rate = RateClass::Write;
    cancel.responseSchema = jobSchema();
    cancel.handle = [media](const Request &request) -> Result<Reply> {
        RAWI_ASSIGN(const Job job, media->cancel(request, jobOf(request)));
        return Reply::json(mediaJobJson(job));
    };
    table.add(std::move(cancel));
}

} // namespace

QJsonObject acceptedSchema()
{
    return objectSchema(
        {needed(idArg("job_id")), needed(enumArg<MediaJobStatus>("status")), needed(textArg("tracking_url", 0))});
}

Reply jobAccepted(const Request &request, const Job &job)
{
    const QString url = u"/api/v1/media/job/%1/status"_s.arg(uuidText(job.id));
    Reply reply = Reply::json(
        {{u"job_id"_s, uuidText(job.id)}, {u"status"_s, mediaJobJson(job).value("status"_L1)}, {u"tracking_url"_s, request.link(url)}}, 202);
    reply.headers.emplace_back("Location", url.toStdString());
    return reply;
}

void addJobRoutes(RoutingTable &table, const std::shared_ptr<MediaJobService> &media)
{
    const auto posting = [&](const char *pattern, const char *summary, const QString &right,
                             const QList<FieldInfo> &more,
                             Result<Reply> (*handle)(MediaJobService &, const Request &)) {
        Route route;
        route.method = Method::Post;
        route.pattern = pattern;
        route.summary = summary;
        route.right = right;
        route.rate = RateClass::Write;
        route.body = more + QList<FieldInfo>{idArg("media_id"), textArg("source_url", 2000)};
        route.responseSchema = acceptedSchema();
        route.successStatus = 202;
        route.handle = [media, handle](const Request &request) { return handle(*media, request); };
        table.add(std::move(route));
    };
    posting("/api/v1/media/transcode", "Encode media of this server by presets; a job", u"media.transcode"_s,
            {needed(textsArg("targets", 64, 1, kMaxTargets))}, transcode);
    posting("/api/v1/media/analyze", "Probe and measure media of this server; a job", u"media.analyze"_s, {},
            analyze);

    Route status;
    status.pattern = "/api/v1/media/job/{job}/status";
    status.summary = "Where a job stands: status, progress in per cent, result; also told by WebSocket as job_status";
    status.responseSchema = jobSchema();
    status.handle = [media](const Request &request) -> Result<Reply> {
        RAWI_ASSIGN(const Job job, media->find(jobOf(request), request.session.actor));
        return Reply::json(mediaJobJson(job));
    };
    table.add(std::move(status));
    addControlRoutes(table, media);
}

} // namespace rawi::server
