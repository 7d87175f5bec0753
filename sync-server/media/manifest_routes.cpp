#include "sync-server/media/manifest_routes.h"

#include "core/protocol/messages.h"
#include "core/rules/rule_args.h"
#include "sync-server/gateway/schema.h"
#include "sync-server/media/tus_protocol.h"

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
                                          u"a later manifest announced one of its files anew"_s, SubjectKind::Code}));
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
        return Error{ErrorCode::TooLarge, u"manifest"_s, u"at most %1 bytes"_s.arg(kMaxManifestBytes), SubjectKind::Code};
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
                     u"a manifest of another asset"_s, SubjectKind::Code};
    }
    return answer(manifests, stored, 200);
}

QList<FieldInfo> manifestBody()
{
    const RecordInfo &variant = recordInfo<MediaVariant>();
    QList<FieldInfo> file = argsFrom(variant, {"width", "height", "duration_ms", "loudness"});
    for (const char *name : {"type", "name", "content_type", "sha256"}) {
        file.append(needed(*variant.field(QString::fromLatin1(name))));
    }
    file.append(needed(integerArg("size", 0, double(kTusMaxSize))));
    return {needed(integerArg("version", kManifestVersion, kManifestVersion)), needed(idArg("asset_id")),
            textArg("source_sha256", 64),
            needed(listArg("files", objectArg("", file), 1, kMaxManifestFiles))};
}

QJsonObject standingSchema()
{
    return objectSchema({needed(idArg("id")), needed(enumArg<ManifestState>("status")), idArg("media_id"),
                         integerArg("files", 0, kMaxManifestFiles),
                         needed(listArg("missing", jsonArg(""), 0, kMaxManifestFiles)),
                         textArg("upload_url", 0), idArg("job_id"),
                         listArg("problems", jsonArg(""), 0, kMaxManifestFiles + 1)});
}

} // namespace

void addManifestRoutes(RoutingTable &table, const std::shared_ptr<ManifestService> &manifests)
{
    const QJsonObject standing = standingSchema();
    Route posting;
    posting.method = Method::Post;
    posting.pattern = "/api/v1/media/{asset_id}/manifest";
    posting.summary = "Announce files of a media file that become readable together; answers which bytes to upload";
    posting.right = u"media.announce_variants"_s;
    posting.rate = RateClass::Write;
    posting.body = manifestBody();
    posting.responseSchema = standing;
    posting.successStatus = 202;
    posting.handle = [manifests](const Request &request) { return post(*manifests, request); };
    table.add(std::move(posting));

    Route reading;
    reading.pattern = "/api/v1/media/{asset_id}/manifest/{manifest}";
    reading.summary = "Where an upload manifest stands: what is missing, or what was wrong";
    reading.responseSchema = standing;
    reading.handle = [manifests](const Request &request) { return where(*manifests, request); };
    table.add(std::move(reading));
}

} // namespace rawi::server
