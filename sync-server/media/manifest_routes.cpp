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
            wanted.append(QJsonObject{{QStringLiteral("name"), file.name},
                                      {QStringLiteral("variant_id"), uuidText(stored.variants.value(file.name))},
                                      {QStringLiteral("size"), file.size},
                                      {QStringLiteral("sha256"), file.sha256}});
        }
    }
    QJsonArray problems;
    for (const FileProblem &one : stored.problems) {
        QJsonObject problem = problemFromError(one.error);
        problem.insert(QStringLiteral("name"), one.name);
        problems.append(problem);
    }
    if (stored.state == ManifestState::Superseded) {
        problems.append(problemFromError({ErrorCode::StateConflict, uuidText(stored.id),
                                          QStringLiteral("a later manifest announced one of its files anew")}));
    }
    // pending, processing, completed and failed are the words of every media status
    const QString status =
        stored.state == ManifestState::Superseded ? enumText(ManifestState::Failed) : enumText(stored.state);
    return {{QStringLiteral("id"), uuidText(stored.id)},
            {QStringLiteral("media_id"), stored.manifest.assetId.text()},
            {QStringLiteral("status"), status},
            {QStringLiteral("files"), stored.manifest.files.size()},
            {QStringLiteral("missing"), wanted},
            {QStringLiteral("upload_url"), QStringLiteral("/api/v1/media/upload")},
            {QStringLiteral("job_id"), stored.jobId.isNull() ? QJsonValue() : QJsonValue(uuidText(stored.jobId))},
            {QStringLiteral("problems"), problems}};
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
        return Error{ErrorCode::TooLarge, QStringLiteral("manifest"), QStringLiteral("at most %1 bytes").arg(kMaxManifestBytes)};
    }
    RAWI_ASSIGN(const UploadManifest manifest, uploadManifestFrom(body));
    if (manifest.assetId.uuid() != parameter(request, 0)) {
        return Error{ErrorCode::InvalidArgument, QStringLiteral("asset_id"), QStringLiteral("the path names another asset")};
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
        return Error{ErrorCode::NotFound, QString::fromStdString(request.params.at(1)), QStringLiteral("a manifest of another asset")};
    }
    return answer(manifests, stored, 200);
}

QJsonObject typed(const char *type, const char *format = nullptr)
{
    QJsonObject schema{{QStringLiteral("type"), QLatin1StringView(type)}};
    if (format != nullptr) {
        schema.insert(QStringLiteral("format"), QLatin1StringView(format));
    }
    return schema;
}

QJsonObject manifestSchema()
{
    const RecordInfo &variant = recordInfo<MediaVariant>();
    const QJsonObject file = bodySchema(variant, {"type", "name", "content_type", "sha256", "width", "height", "duration_ms", "loudness"},
                                        {"type", "name", "content_type", "size", "sha256"},
                                        {{QStringLiteral("size"), typed("integer")}});
    const QJsonObject files{{QStringLiteral("type"), QStringLiteral("array")},
                            {QStringLiteral("maxItems"), kMaxManifestFiles},
                            {QStringLiteral("items"), file}};
    return bodySchema(variant, {}, {"version", "asset_id", "files"},
                      {{QStringLiteral("version"), QJsonObject{{QStringLiteral("const"), kManifestVersion}}},
                       {QStringLiteral("asset_id"), typed("string", "uuid")},
                       {QStringLiteral("source_sha256"), typed("string")},
                       {QStringLiteral("files"), files}});
}

} // namespace

void addManifestRoutes(RoutingTable &table, const std::shared_ptr<ManifestService> &manifests)
{
    const QJsonObject standing{{QStringLiteral("type"), QStringLiteral("object")},
                               {QStringLiteral("required"), QJsonArray{QStringLiteral("id"), QStringLiteral("status"), QStringLiteral("missing")}}};
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
