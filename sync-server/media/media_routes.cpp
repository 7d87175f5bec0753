#include "sync-server/media/media_routes.h"

#include "sync-server/feed/record_routes.h"
#include "sync-server/gateway/schema.h"
#include "sync-server/media/edit_routes.h"
#include "sync-server/media/file_routes.h"
#include "sync-server/media/form_upload.h"
#include "sync-server/media/job_routes.h"
#include "sync-server/media/manifest_routes.h"
#include "sync-server/media/media_rows.h"
#include "sync-server/media/preset_routes.h"
#include "sync-server/media/request_routes.h"
#include "sync-server/media/signed_url.h"
#include "sync-server/media/subtitle_routes.h"
#include "sync-server/media/tus_routes.h"
#include "sync-server/pg/pg_text.h"

#include <QDateTime>

namespace rawi::server {

namespace {

QUuid assetOf(const Request &request)
{
    return uuidFromText(QString::fromStdString(request.params.at(0)));
}

// The specification's word for what a variant is good for.
QString variantTypeOf(const MediaVariant &variant)
{
    switch (variant.type) {
    case VariantType::Poster:
    case VariantType::Thumbnail:
    case VariantType::Storyboard:
        return u"thumbnail"_s;
    case VariantType::Rendition:
        return variant.contentType.startsWith("audio/"_L1)   ? u"audio_only"_s
            : std::min(variant.width, variant.height) >= 720 ? u"high_res"_s
                                                             : u"low_res"_s;
    default:
        return enumText(variant.type);
    }
}

// What the specification's models call these: where the bytes lie is their content address here.
void insertSpecified(QJsonObject &json, const char *statusName, const QString &status, const QString &sha256,
                     const QJsonValue &url)
{
    json.insert(QLatin1StringView(statusName), status);
    json.insert(u"s3_key"_s, sha256);
    json.insert(u"cdn_url"_s, url);
}

QJsonObject listed(const Request &request, const MediaVariant &variant, const QByteArray &urlKey)
{
    const QJsonObject row = toJson(variant);
    QJsonObject item;
    for (const char *name : {"id", "type", "name", "content_type", "file_size", "sha256", "width", "height",
                             "duration_ms", "status", "loudness", "created_at", "updated_at"}) {
        item.insert(QLatin1StringView(name), row.value(QLatin1StringView(name)));
    }
    const bool isHere = variant.status == VariantStatus::Completed;
    const qint64 expires = QDateTime::currentSecsSinceEpoch() + kSignedUrlSeconds;
    item.insert(u"media_asset_id"_s, variant.assetId.text());
    item.insert(u"variant_type"_s, variantTypeOf(variant));
    item.insert(u"format"_s, formatOf(variant.contentType));
    item.insert(u"quality"_s,
                variant.height > 0 && variant.type == VariantType::Rendition
                    ? u"%1p"_s.arg(std::min(variant.width, variant.height))
                    : variant.name);
    const QUuid &reader = request.session.actor.id.uuid();
    const QJsonValue url =
        isHere ? QJsonValue(request.link(signUrl(urlKey, filePath(variant), expires, reader))) : QJsonValue();
    item.insert(u"url"_s, url);
    insertSpecified(item, "processing_status", enumText(variant.status), variant.sha256, url);
    return item;
}

Result<Reply> listVariants(PgPool &pool, const QByteArray &urlKey, const Request &request)
{
    RAWI_ASSIGN(const MediaAsset asset, readAsset(pool, assetOf(request), request.session.actor));
    RAWI_ASSIGN(const QList<MediaVariant> variants,
                readVariants(pool, asset.id.uuid(), request.session.actor));
    QJsonArray items;
    for (const MediaVariant &variant : variants) {
        items.append(listed(request, variant, urlKey));
    }
    return Reply::json({{u"items"_s, items}});
}

// Of the bytes of the asset itself: what its variant `original` says, and whether a job works on it.
Result<QString> uploadStatusOf(PgPool &pool, const MediaVariant *original, const QUuid &asset)
{
    if (original != nullptr && original->status != VariantStatus::Pending) {
        return enumText(original->status);
    }
    return pool.with<QString>([&](PgConnection &connection) -> Result<QString> {
        RAWI_ASSIGN(const PgRows rows,
                    connection.exec("SELECT 1 FROM jobs WHERE subject = $1 AND kind IN ('verify', 'upload')"
                                    " AND state IN ('pending', 'processing') LIMIT 1",
                                    {pgUuid(asset)}));
        return rows.count() > 0 ? u"processing"_s : u"pending"_s;
    });
}

// The record, and what the specification's MediaAsset has beyond it.
Result<Reply> readAssetModel(PgPool &pool, const QByteArray &urlKey, const Request &request)
{
    RAWI_ASSIGN(const MediaAsset asset, readAsset(pool, assetOf(request), request.session.actor));
    RAWI_ASSIGN(const QList<MediaVariant> variants,
                readVariants(pool, asset.id.uuid(), request.session.actor));
    const auto original = std::find_if(variants.begin(), variants.end(),
                                       [](const MediaVariant &one) { return one.type == VariantType::Original; });
    const MediaVariant *file = original == variants.end() ? nullptr : &*original;
    RAWI_ASSIGN(const QString status, uploadStatusOf(pool, file, asset.id.uuid()));
    QJsonObject json = toJson(asset);
    const qint64 expires = QDateTime::currentSecsSinceEpoch() + kSignedUrlSeconds;
    const bool isHere = file != nullptr && file->status == VariantStatus::Completed;
    const QJsonValue url = isHere
        ? QJsonValue(request.link(signUrl(urlKey, filePath(*file), expires, request.session.actor.id.uuid())))
        : QJsonValue();
    json.insert(u"url"_s, url);
    insertSpecified(json, "upload_status", status, isHere ? file->sha256 : QString(), url);
    return Reply::json(json);
}

void addAssetRoutes(RoutingTable &table, PgPool &pool, const Records &records, const QByteArray &urlKey)
{
    const RecordInfo &asset = recordInfo<MediaAsset>();
    table.add(commandRoute(records, asset,
                           {Method::Post, "/api/v1/media/assets", "Announce a media file of an item",
                            u"media.add_asset"_s, "/api/v1/media"}));

    Route reading;
    reading.pattern = "/api/v1/media/{asset_id}";
    reading.summary = "A media file: its record, upload_status (pending, processing, completed, failed) and a URL of the original";
    reading.responseSchema = schemaRef(asset);
    reading.handle = [&pool, urlKey](const Request &request) { return readAssetModel(pool, urlKey, request); };
    table.add(std::move(reading));
}

void addVariantRoutes(RoutingTable &table, PgPool &pool, const Records &records, const QByteArray &urlKey)
{
    const RecordInfo &variant = recordInfo<MediaVariant>();
    table.add(commandRoute(records, variant,
                           {Method::Post, "/api/v1/media/{asset_id}/variants",
                            "Announce a variant whose bytes will be uploaded", u"media.add_variant"_s}));

    Route list;
    list.pattern = "/api/v1/media/{asset_id}/variants";
    list.summary = "The variants of a media file, with URLs that a player can open for six hours; what replaces one that is completed"
                   " stands beside it, pending, until its bytes are here";
    list.responseSchema = itemsSchema(schemaRef(variant));
    list.handle = [&pool, urlKey](const Request &request) { return listVariants(pool, urlKey, request); };
    table.add(std::move(list));
}

} // namespace

std::shared_ptr<UploadService> addMediaRoutes(RoutingTable &table, PgPool &pool, CommandService &commands,
                                              BlobStore &blobs, JobQueue &jobs, const MediaWorker &worker,
                                              const QByteArray &urlKey, const JobLimits &limits)
{
    const auto manifests = std::make_shared<ManifestService>(pool, commands, blobs, jobs, worker);
    const auto media = std::make_shared<MediaJobService>(pool, blobs, commands, jobs, worker, *manifests, limits);
    auto uploads = std::make_shared<UploadService>(pool, blobs, jobs, *manifests);
    uploads->setUnannounced(media->unannouncedFiles());
    addTusRoutes(table, uploads, [&blobs, media](const Request &request) { return FormUpload::open(request, blobs, media); });
    addManifestRoutes(table, manifests);
    addJobRoutes(table, media);
    const Records records = std::make_shared<const RecordService>(pool, commands);
    addPresetRoutes(table, pool, commands);
    addSubtitleRoutes(table, pool, commands);
    addAssetRoutes(table, pool, records, urlKey);
    addEditRoutes(table, pool, commands);
    addRequestRoutes(table, pool, commands);
    addVariantRoutes(table, pool, records, urlKey);
    addFileRoutes(table, pool, blobs, urlKey, commands.rules());
    return uploads;
}

} // namespace rawi::server
