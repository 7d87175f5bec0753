#include "sync-server/media/job_routes.h"

#include "sync-server/gateway/resource.h"

#include <algorithm>

namespace rawi::server {

namespace {

constexpr qsizetype kMaxTargets = 16;
const QString kNewestFirst = u"-id"_s;

Result<void> onlyMembers(const QJsonObject &body, const QStringList &known)
{
    for (auto it = body.begin(); it != body.end(); ++it) {
        if (!known.contains(it.key())) {
            return Error{ErrorCode::UnknownField, it.key(), u"this takes: "_s + known.join(u", "_s)};
        }
        if (it.key() != "targets"_L1 && !it->isString()) {
            return Error{ErrorCode::InvalidArgument, it.key(), u"expected a text"_s};
        }
    }
    return {};
}

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
    RAWI_TRY(onlyMembers(body, {u"media_id"_s, u"source_url"_s, u"targets"_s}));
    RAWI_ASSIGN(const QStringList targets, targetsOf(body));
    RAWI_ASSIGN(const MediaSource source, media.source(request, body));
    RAWI_ASSIGN(const Job job, media.transcode(request, source, targets));
    return jobAccepted(job);
}

Result<Reply> analyze(MediaJobService &media, const Request &request)
{
    RAWI_ASSIGN(const QJsonObject body, request.json());
    RAWI_TRY(onlyMembers(body, {u"media_id"_s, u"source_url"_s}));
    RAWI_ASSIGN(const MediaSource source, media.source(request, body));
    RAWI_ASSIGN(const Job job, media.analyze(request, source));
    return jobAccepted(job);
}

QJsonObject typed(const char *type, const char *format = nullptr)
{
    QJsonObject schema{{u"type"_s, QLatin1StringView(type)}};
    if (format != nullptr) {
        schema.insert(u"format"_s, QLatin1StringView(format));
    }
    return schema;
}

QJsonObject objectSchema(const QJsonObject &properties, const QJsonArray &required, bool closed)
{
    QJsonObject schema{{u"type"_s, u"object"_s}, {u"properties"_s, properties}, {u"required"_s, required}};
    if (closed) {
        schema.insert(u"additionalProperties"_s, false);
    }
    return schema;
}

QJsonObject statusSchema()
{
    QJsonArray names;
    for (const char *name : EnumNames<JobState>::names) {
        names.append(QLatin1StringView(name));
    }
    return {{u"type"_s, u"string"_s}, {u"enum"_s, names}};
}

QJsonObject jobSchema()
{
    return objectSchema({{u"id"_s, typed("string", "uuid")},
                         {u"kind"_s, typed("string")},
                         {u"status"_s, statusSchema()},
                         {u"progress"_s, typed("number")}},
                        {u"id"_s, u"status"_s, u"progress"_s}, false);
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
            return Error{ErrorCode::InvalidArgument, u"status"_s,
                         u"one of pending, processing, completed, failed, cancelled"_s};
        }
        filter.state = *state;
    }
    filter.kind = request.queryValue("kind");
    const QString media = request.queryValue("media_id");
    filter.media = uuidFromText(media);
    if (!media.isEmpty() && filter.media.isNull()) {
        return Error{ErrorCode::InvalidArgument, u"media_id"_s, u"expected a UUID"_s};
    }
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
    RAWI_ASSIGN(const QList<Job> jobs, media.list(filter));
    QJsonArray items;
    for (const Job &job : jobs.first(std::min<qsizetype>(limit, jobs.size()))) {
        QJsonObject item = job.toJson();
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
    return objectSchema({{u"job_id"_s, typed("string", "uuid")},
                         {u"status"_s, statusSchema()},
                         {u"tracking_url"_s, typed("string")}},
                        {u"job_id"_s, u"status"_s, u"tracking_url"_s}, false);
}

Reply jobAccepted(const Job &job)
{
    const QString url = u"/api/v1/media/job/%1/status"_s.arg(uuidText(job.id));
    Reply reply = Reply::json(
        {{u"job_id"_s, uuidText(job.id)}, {u"status"_s, enumText(job.state)}, {u"tracking_url"_s, url}}, 202);
    reply.headers.emplace_back("Location", url.toStdString());
    return reply;
}

void addJobRoutes(RoutingTable &table, const std::shared_ptr<MediaJobService> &media)
{
    const auto posting = [&](const char *pattern, const char *summary, QJsonObject properties,
                             const QJsonArray &required,
                             Result<Reply> (*handle)(MediaJobService &, const Request &)) {
        properties.insert(u"media_id"_s, typed("string", "uuid"));
        properties.insert(u"source_url"_s, typed("string", "uri-reference"));
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
    const QJsonObject targets{{u"type"_s, u"array"_s},
                              {u"items"_s, typed("string")},
                              {u"minItems"_s, 1},
                              {u"maxItems"_s, kMaxTargets}};
    posting("/api/v1/media/transcode", "Encode media of this server by presets; a job",
            {{u"targets"_s, targets}}, {u"targets"_s}, transcode);
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
