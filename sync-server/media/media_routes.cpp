#include "sync-server/media/media_routes.h"

#include "sync-server/media/file_routes.h"
#include "sync-server/media/media_rows.h"
#include "sync-server/media/signed_url.h"
#include "sync-server/media/tus_routes.h"

#include <QDateTime>

namespace rawi::server {

namespace {

QUuid assetOf(const Request &request)
{
    return uuidFromText(QString::fromStdString(request.params.at(0)));
}

Result<QUuid> runCommand(CommandService &commands, const Request &request, const char *name,
                         const QJsonObject &args)
{
    const CommandContext context{request.session.actor, request.session.sessionId,
                                 QString::fromStdString(request.correlationId)};
    const std::string_view key = request.header("idempotency-key");
    RAWI_ASSIGN(const QJsonObject result,
                commands.run(context, QLatin1StringView(name), args, {},
                             QString::fromUtf8(key.data(), static_cast<qsizetype>(key.size()))));
    return uuidFromText(result.value(QLatin1StringView("id")).toString());
}

Result<Reply> createAsset(PgPool &pool, CommandService &commands, const Request &request)
{
    RAWI_ASSIGN(const QJsonObject args, request.json());
    RAWI_ASSIGN(const QUuid id, runCommand(commands, request, "media.add_asset", args));
    RAWI_ASSIGN(const MediaAsset asset, readAsset(pool, id));
    Reply reply = Reply::json(toJson(asset), 201);
    reply.headers.emplace_back("Location", "/api/v1/media/" + asset.id.text().toStdString());
    return reply;
}

Result<Reply> createVariant(PgPool &pool, CommandService &commands, const Request &request)
{
    RAWI_ASSIGN(QJsonObject args, request.json());
    const QString asset = uuidText(assetOf(request));
    if (args.value(QLatin1StringView("asset_id")).toString(asset) != asset) {
        return Error{ErrorCode::InvalidArgument, QStringLiteral("asset_id"),
                     QStringLiteral("not the one in the path")};
    }
    args.insert(QStringLiteral("asset_id"), asset);
    RAWI_ASSIGN(const QUuid id, runCommand(commands, request, "media.add_variant", args));
    RAWI_ASSIGN(const MediaVariant variant, readVariant(pool, id));
    return Reply::json(toJson(variant), 201);
}

QJsonObject listed(const MediaVariant &variant, const QByteArray &urlKey)
{
    const QJsonObject row = toJson(variant);
    QJsonObject item;
    for (const char *name : {"id", "type", "name", "content_type", "file_size", "sha256", "width", "height",
                             "duration_ms", "status"}) {
        item.insert(QLatin1StringView(name), row.value(QLatin1StringView(name)));
    }
    const bool isHere = variant.status == VariantStatus::Completed;
    const qint64 expires = QDateTime::currentSecsSinceEpoch() + kSignedUrlSeconds;
    item.insert(QStringLiteral("url"),
                isHere ? QJsonValue(signUrl(urlKey, filePath(variant), expires)) : QJsonValue());
    return item;
}

Result<Reply> listVariants(PgPool &pool, const QByteArray &urlKey, const Request &request)
{
    RAWI_ASSIGN(const MediaAsset asset, readAsset(pool, assetOf(request)));
    RAWI_ASSIGN(const QList<MediaVariant> variants, readVariants(pool, asset.id.uuid()));
    QJsonArray items;
    for (const MediaVariant &variant : variants) {
        items.append(listed(variant, urlKey));
    }
    return Reply::json({{QStringLiteral("items"), items}});
}

QJsonObject bodySchema(const RecordInfo &type, std::initializer_list<const char *> names)
{
    QJsonObject properties;
    for (const char *name : names) {
        const QString member = QLatin1StringView(name);
        const FieldInfo *field = type.field(member);
        properties.insert(member,
                          field ? fieldSchema(*field)
                                : QJsonObject{{QStringLiteral("type"), QStringLiteral("string")},
                                              {QStringLiteral("format"), QStringLiteral("uuid")}});
    }
    return {{QStringLiteral("type"), QStringLiteral("object")}, {QStringLiteral("properties"), properties}};
}

void addAssetRoutes(RoutingTable &table, PgPool &pool, CommandService &commands)
{
    const RecordInfo &asset = recordInfo<MediaAsset>();
    Route creation;
    creation.method = Method::Post;
    creation.pattern = "/api/v1/media/assets";
    creation.summary = "Announce a media file of an item";
    creation.minimumRole = Role::Editor;
    creation.rate = RateClass::Write;
    creation.requestSchema = bodySchema(asset,
                                        {"id", "content_id", "original_filename", "content_type", "file_size",
                                         "sha256", "duration_ms", "width", "height", "metadata"});
    creation.responseSchema = schemaRef(asset);
    creation.successStatus = 201;
    creation.handle = [&](const Request &request) { return createAsset(pool, commands, request); };
    table.add(std::move(creation));

    Route reading;
    reading.pattern = "/api/v1/media/{asset}";
    reading.summary = "A media file's record";
    reading.responseSchema = schemaRef(asset);
    reading.handle = [&pool](const Request &request) -> Result<Reply> {
        RAWI_ASSIGN(const MediaAsset found, readAsset(pool, assetOf(request)));
        Reply reply = Reply::json(toJson(found));
        reply.headers.emplace_back("ETag", '"' + std::to_string(found.rev) + '"');
        return reply;
    };
    table.add(std::move(reading));
}

void addVariantRoutes(RoutingTable &table, PgPool &pool, CommandService &commands, const QByteArray &urlKey)
{
    const RecordInfo &variant = recordInfo<MediaVariant>();
    Route creation;
    creation.method = Method::Post;
    creation.pattern = "/api/v1/media/{asset}/variants";
    creation.summary = "Announce a variant whose bytes will be uploaded";
    creation.minimumRole = Role::Editor;
    creation.rate = RateClass::Write;
    creation.requestSchema = bodySchema(
        variant,
        {"id", "type", "name", "content_type", "file_size", "sha256", "width", "height", "duration_ms"});
    creation.responseSchema = schemaRef(variant);
    creation.successStatus = 201;
    creation.handle = [&](const Request &request) { return createVariant(pool, commands, request); };
    table.add(std::move(creation));

    Route list;
    list.pattern = "/api/v1/media/{asset}/variants";
    list.summary = "The variants of a media file, with URLs that a player can open for six hours";
    list.responseSchema = {{QStringLiteral("type"), QStringLiteral("object")},
                           {QStringLiteral("properties"),
                            QJsonObject{{QStringLiteral("items"),
                                         QJsonObject{{QStringLiteral("type"), QStringLiteral("array")},
                                                     {QStringLiteral("items"), schemaRef(variant)}}}}}};
    list.handle = [&pool, urlKey](const Request &request) { return listVariants(pool, urlKey, request); };
    table.add(std::move(list));
}

} // namespace

std::shared_ptr<UploadService> addMediaRoutes(RoutingTable &table, PgPool &pool, CommandService &commands,
                                              BlobStore &blobs, const QByteArray &urlKey)
{
    auto uploads = std::make_shared<UploadService>(pool, commands, blobs);
    addTusRoutes(table, uploads);
    addAssetRoutes(table, pool, commands);
    addVariantRoutes(table, pool, commands, urlKey);
    addFileRoutes(table, pool, blobs, urlKey);
    return uploads;
}

} // namespace rawi::server
