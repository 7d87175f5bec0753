#include "sync-server/media/manifest_routes.h"

#include "core/protocol/messages.h"

namespace rawi::server {

namespace {

QUuid parameter(const Request &request, size_t index)
{
    return uuidFromText(QString::fromStdString(request.params.at(index)));
}

QJsonObject toJson(const StoredManifest &stored, const QStringList &missing)
{
    QJsonArray wanted;
    for (const ManifestFile &file : stored.manifest.files) {
        if (missing.contains(file.name)) {
            wanted.append(QJsonObject{{u"name"_s, file.name},
                                      {u"variant_id"_s, uuidText(stored.variants.value(file.name))},
                                      {u"size"_s, file.size},
                                      {u"sha256"_s, file.sha256}});
        }
    }
    QJsonArray problems;
    for (const FileProblem &one : stored.problems) {
        QJsonObject problem = problemFromError(one.error);
        problem.insert(u"name"_s, one.name);
        problems.append(problem);
    }
    if (stored.state == ManifestState::Superseded) {
        problems.append(problemFromError({ErrorCode::StateConflict, uuidText(stored.id),
                                          u"a later manifest announced one of its files anew"_s}));
    }
    // pending, processing, completed and failed are the words of every media status
    const QString status =
        stored.state == ManifestState::Superseded ? enumText(ManifestState::Failed) : enumText(stored.state);
    return {{u"id"_s, uuidText(stored.id)},
            {u"media_id"_s, stored.manifest.assetId.text()},
            {u"status"_s, status},
            {u"files"_s, stored.manifest.files.size()},
            {u"missing"_s, wanted},
            {u"upload_url"_s, u"/api/v1/media/upload"_s},
            {u"job_id"_s, stored.jobId.isNull() ? QJsonValue() : QJsonValue(uuidText(stored.jobId))},
            {u"problems"_s, problems}};
}

Reply answer(ManifestService &manifests, const StoredManifest &stored, int openStatus)
{
    const bool pending = stored.state == ManifestState::Pending;
    const bool open = pending || stored.state == ManifestState::Processing;
    return Reply::json(toJson(stored, pending ? manifests.missing(stored) : QStringList()), open ? openStatus : 200);
}

Result<Reply> post(ManifestService &manifests, const Request &request)
{
    RAWI_ASSIGN(const QJsonObject body, request.json());
    if (request.body.size() > static_cast<size_t>(kMaxManifestBytes)) {
        return Error{ErrorCode::TooLarge, u"manifest"_s, u"at most %1 bytes"_s.arg(kMaxManifestBytes)};
    }
    RAWI_ASSIGN(const UploadManifest manifest, uploadManifestFrom(body));
    if (manifest.assetId.uuid() != parameter(request, 0)) {
        return Error{ErrorCode::InvalidArgument, u"asset_id"_s, u"the path names another asset"_s};
    }
    const CommandContext context{request.session.actor, request.session.sessionId,
                                 QString::fromStdString(request.correlationId)};
    RAWI_ASSIGN(const StoredManifest stored, manifests.post(context, manifest));
    Reply reply = answer(manifests, stored, 202);
    reply.headers.emplace_back("Location", "/api/v1/media/" + manifest.assetId.text().toStdString() + "/manifest/"
                                   + uuidText(stored.id).toStdString());
    return reply;
}

Result<Reply> where(ManifestService &manifests, const Request &request)
{
    RAWI_ASSIGN(const StoredManifest stored, manifests.find(parameter(request, 1)));
    if (stored.manifest.assetId.uuid() != parameter(request, 0)) {
        return Error{ErrorCode::NotFound, QString::fromStdString(request.params.at(1)),
                     u"a manifest of another asset"_s};
    }
    return answer(manifests, stored, 200);
}

QJsonObject typed(const char *type, const char *format = nullptr)
{
    QJsonObject schema{{u"type"_s, QLatin1StringView(type)}};
    if (format != nullptr) {
        schema.insert(u"format"_s, QLatin1StringView(format));
    }
    return schema;
}

QJsonObject manifestSchema()
{
    const RecordInfo &variant = recordInfo<MediaVariant>();
    const QJsonObject file = bodySchema(
        variant, {"type", "name", "content_type", "sha256", "width", "height", "duration_ms", "loudness"},
        {"type", "name", "content_type", "size", "sha256"}, {{u"size"_s, typed("integer")}});
    const QJsonObject files{{u"type"_s, u"array"_s}, {u"maxItems"_s, kMaxManifestFiles}, {u"items"_s, file}};
    return bodySchema(variant, {}, {"version", "asset_id", "files"},
                      {{u"version"_s, QJsonObject{{u"const"_s, kManifestVersion}}},
                       {u"asset_id"_s, typed("string", "uuid")},
                       {u"source_sha256"_s, typed("string")},
                       {u"files"_s, files}});
}

} // namespace

void addManifestRoutes(RoutingTable &table, const std::shared_ptr<ManifestService> &manifests)
{
    const QJsonObject standing{{u"type"_s, u"object"_s},
                               {u"required"_s, QJsonArray{u"id"_s, u"status"_s, u"missing"_s}}};
    Route posting;
    posting.method = Method::Post;
    posting.pattern = "/api/v1/media/{asset}/manifest";
    posting.summary = "Announce files of a media file that become readable together; answers which bytes to upload";
    posting.minimumRole = Role::Editor;
    posting.rate = RateClass::Write;
    posting.requestSchema = manifestSchema();
    posting.responseSchema = standing;
    posting.successStatus = 202;
    posting.handle = [manifests](const Request &request) { return post(*manifests, request); };
    table.add(std::move(posting));

    Route reading;
    reading.pattern = "/api/v1/media/{asset}/manifest/{manifest}";
    reading.summary = "Where an upload manifest stands: what is missing, or what was wrong";
    reading.responseSchema = standing;
    reading.handle = [manifests](const Request &request) { return where(*manifests, request); };
    table.add(std::move(reading));
}

} // namespace rawi::server
