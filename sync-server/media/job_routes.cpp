#include "sync-server/media/job_routes.h"

#include "sync-server/gateway/resource.h"

#include <algorithm>

namespace rawi::server {

namespace {

constexpr qsizetype kMaxTargets = 16;
const QString kNewestFirst = QStringLiteral("-id");

Result<void> onlyMembers(const QJsonObject &body, const QStringList &known)
{
    for (auto it = body.begin(); it != body.end(); ++it) {
        if (!known.contains(it.key())) {
            return Error{ErrorCode::UnknownField, it.key(), QStringLiteral("this takes: ") + known.join(QStringLiteral(", "))};
        }
        if (it.key() != QLatin1StringView("targets") && !it->isString()) {
            return Error{ErrorCode::InvalidArgument, it.key(), QStringLiteral("expected a text")};
        }
    }
    return {};
}

Result<QStringList> targetsOf(const QJsonObject &body)
{
    const QJsonArray list = body.value(QLatin1StringView("targets")).toArray();
    QStringList targets;
    for (const QJsonValue &one : list) {
        targets.append(one.toString());
    }
    if (targets.isEmpty() || targets.size() > kMaxTargets || targets.contains(QString())) {
        return Error{ErrorCode::FieldRequired, QStringLiteral("targets"),
                     QStringLiteral("a list of 1 to %1 presets, for example [\"720p\"]").arg(kMaxTargets)};
    }
    return targets;
}

Result<Reply> transcode(MediaJobService &media, const Request &request)
{
    RAWI_ASSIGN(const QJsonObject body, request.json());
    RAWI_TRY(onlyMembers(body, {QStringLiteral("media_id"), QStringLiteral("source_url"), QStringLiteral("targets")}));
    RAWI_ASSIGN(const QStringList targets, targetsOf(body));
    RAWI_ASSIGN(const MediaSource source, media.source(request, body));
    RAWI_ASSIGN(const Job job, media.transcode(request, source, targets));
    return jobAccepted(job);
}

Result<Reply> analyze(MediaJobService &media, const Request &request)
{
    RAWI_ASSIGN(const QJsonObject body, request.json());
    RAWI_TRY(onlyMembers(body, {QStringLiteral("media_id"), QStringLiteral("source_url")}));
    RAWI_ASSIGN(const MediaSource source, media.source(request, body));
    RAWI_ASSIGN(const Job job, media.analyze(request, source));
    return jobAccepted(job);
}

QJsonObject typed(const char *type, const char *format = nullptr)
{
    QJsonObject schema{{QStringLiteral("type"), QLatin1StringView(type)}};
    if (format != nullptr) {
        schema.insert(QStringLiteral("format"), QLatin1StringView(format));
    }
    return schema;
}

QJsonObject objectSchema(const QJsonObject &properties, const QJsonArray &required, bool closed)
{
    QJsonObject schema{{QStringLiteral("type"), QStringLiteral("object")},
                       {QStringLiteral("properties"), properties},
                       {QStringLiteral("required"), required}};
    if (closed) {
        schema.insert(QStringLiteral("additionalProperties"), false);
    }
    return schema;
}

QJsonObject statusSchema()
{
    QJsonArray names;
    for (const char *name : EnumNames<JobState>::names) {
        names.append(QLatin1StringView(name));
    }
    return {{QStringLiteral("type"), QStringLiteral("string")}, {QStringLiteral("enum"), names}};
}

QJsonObject jobSchema()
{
    return objectSchema({{QStringLiteral("id"), typed("string", "uuid")},
                         {QStringLiteral("kind"), typed("string")},
                         {QStringLiteral("status"), statusSchema()},
                         {QStringLiteral("progress"), typed("number")}},
                        {QStringLiteral("id"), QStringLiteral("status"), QStringLiteral("progress")}, false);
}

QUuid jobOf(const Request &request)
{
    return uuidFromText(QString::fromStdString(request.params.at(0)));
}

Result<JobFilter> filterOf(const Request &request)
{
    JobFilter filter;
    if (const QString status = request.queryValue("status"); !status.isEmpty()) {
        const Result<JobState> state = enumFromText<JobState>(status);
        if (!state) {
            return Error{ErrorCode::InvalidArgument, QStringLiteral("status"),
                         QStringLiteral("one of pending, processing, completed, failed, cancelled")};
        }
        filter.state = *state;
    }
    filter.kind = request.queryValue("kind");
    const QString media = request.queryValue("media_id");
    filter.media = uuidFromText(media);
    if (!media.isEmpty() && filter.media.isNull()) {
        return Error{ErrorCode::InvalidArgument, QStringLiteral("media_id"), QStringLiteral("expected a UUID")};
    }
    if (const QString cursor = request.queryValue("cursor"); !cursor.isEmpty()) {
        RAWI_ASSIGN(const QStringList keys, cursorKeys(cursor, kNewestFirst, 1));
        filter.before = uuidFromText(keys.first());
        if (filter.before.isNull()) {
            return Error{ErrorCode::InvalidArgument, QStringLiteral("cursor"),
                         QStringLiteral("not a cursor of this list; begin without one")};
        }
    }
    RAWI_ASSIGN(filter.limit, pageLimit(request));
    return filter;
}

Result<Reply> listJobs(MediaJobService &media, const Request &request)
{
    RAWI_ASSIGN(JobFilter filter, filterOf(request));
    const int limit = filter.limit++; // one more tells whether there is a next page
    RAWI_ASSIGN(const QList<Job> jobs, media.list(filter));
    QJsonArray items;
    for (const Job &job : jobs.first(std::min<qsizetype>(limit, jobs.size()))) {
        QJsonObject item = job.toJson();
        item.remove(QStringLiteral("result")); // of any length; its own address has it
        items.append(item);
    }
    const QJsonValue next = jobs.size() > limit
        ? QJsonValue(QString::fromStdString(cursorText(kNewestFirst, {uuidText(jobs.at(limit - 1).id)})))
        : QJsonValue();
    return Reply::json({{QStringLiteral("items"), items}, {QStringLiteral("next_cursor"), next}});
}

void addControlRoutes(RoutingTable &table, const std::shared_ptr<MediaJobService> &media)
{
    Route all;
    all.pattern = "/api/v1/media/jobs";
    all.summary = "The jobs of the last 90 days, newest first, page by page, without their results";
    all.queryParameters = {"limit", "cursor", "status", "kind", "media_id"};
    all.responseSchema = pageSchema(jobSchema());
    all.handle = [media](const Request &request) { return listJobs(*media, request); };
    table.add(std::move(all));

    Route cancel;
    cancel.method = Method::Post;
    cancel.pattern = "/api/v1/media/job/{job}/cancel";
    cancel.summary = "Cancel a job that waits or runs: its worker is ended and nothing of it is published";
    cancel.minimumRole = Role::Editor;
    cancel.rate = RateClass::Write;
    cancel.responseSchema = jobSchema();
    cancel.handle = [media](const Request &request) -> Result<Reply> {
        RAWI_ASSIGN(const Job job, media->cancel(request, jobOf(request)));
        return Reply::json(job.toJson());
    };
    table.add(std::move(cancel));
}

} // namespace

QJsonObject acceptedSchema()
{
    return objectSchema({{QStringLiteral("job_id"), typed("string", "uuid")},
                         {QStringLiteral("status"), statusSchema()},
                         {QStringLiteral("tracking_url"), typed("string")}},
                        {QStringLiteral("job_id"), QStringLiteral("status"), QStringLiteral("tracking_url")}, false);
}

Reply jobAccepted(const Job &job)
{
    const QString url = QStringLiteral("/api/v1/media/job/%1/status").arg(uuidText(job.id));
    Reply reply = Reply::json({{QStringLiteral("job_id"), uuidText(job.id)},
                               {QStringLiteral("status"), enumText(job.state)},
                               {QStringLiteral("tracking_url"), url}},
                              202);
    reply.headers.emplace_back("Location", url.toStdString());
    return reply;
}

void addJobRoutes(RoutingTable &table, const std::shared_ptr<MediaJobService> &media)
{
    const auto posting = [&](const char *pattern, const char *summary, QJsonObject properties, const QJsonArray &required,
                             Result<Reply> (*handle)(MediaJobService &, const Request &)) {
        properties.insert(QStringLiteral("media_id"), typed("string", "uuid"));
        properties.insert(QStringLiteral("source_url"), typed("string", "uri-reference"));
        Route route;
        route.method = Method::Post;
        route.pattern = pattern;
        route.summary = summary;
        route.minimumRole = Role::Editor;
        route.rate = RateClass::Write;
        route.requestSchema = objectSchema(properties, required, true);
        route.responseSchema = acceptedSchema();
        route.successStatus = 202;
        route.handle = [media, handle](const Request &request) { return handle(*media, request); };
        table.add(std::move(route));
    };
    const QJsonObject targets{{QStringLiteral("type"), QStringLiteral("array")},
                              {QStringLiteral("items"), typed("string")},
                              {QStringLiteral("minItems"), 1},
                              {QStringLiteral("maxItems"), kMaxTargets}};
    posting("/api/v1/media/transcode", "Encode media of this server by presets; a job", {{QStringLiteral("targets"), targets}},
            {QStringLiteral("targets")}, transcode);
    posting("/api/v1/media/analyze", "Probe and measure media of this server; a job", {}, {}, analyze);

    Route status;
    status.pattern = "/api/v1/media/job/{job}/status";
    status.summary = "Where a job stands: status, progress in per cent, result; also told by WebSocket as job_status";
    status.responseSchema = jobSchema();
    status.handle = [media](const Request &request) -> Result<Reply> {
        RAWI_ASSIGN(const Job job, media->find(jobOf(request)));
        return Reply::json(job.toJson());
    };
    table.add(std::move(status));
    addControlRoutes(table, media);
}

} // namespace rawi::server
