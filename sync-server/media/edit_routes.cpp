#include "sync-server/media/edit_routes.h"

#include "core/media/media_edit.h"
#include "sync-server/feed/record_routes.h"
#include "sync-server/gateway/resource.h"
#include "sync-server/pg/row_store.h"

namespace rawi::server {

namespace {

constexpr const char *kOfAsset = "/api/v1/media/{asset}/edits";
constexpr const char *kCollection = "/api/v1/media/edits";
constexpr const char *kOne = "/api/v1/media/edits/{id}";

const RecordInfo &editType()
{
    return recordInfo<MediaEdit>();
}

Result<Reply> listEdits(const Records &records, const Request &request)
{
    static const std::string rowSql = rowJsonSql(editType(), "t");
    RAWI_ASSIGN(const QUuid asset, idParameter(request, recordInfo<MediaAsset>()));
    PageQuery query;
    query.rowSql = rowSql;
    query.from = "media_edits t";
    query.condition = RecordService::workspaceCondition("t") + " AND t.asset_id = $1";
    query.params = {uuidText(asset).toStdString()};
    query.keys = {{"t.created_at", "timestamptz"}, {"t.id", "uuid"}};
    query.sort = QStringLiteral("created");
    query.cursor = request.queryValue("cursor");
    RAWI_ASSIGN(query.limit, pageLimit(request));
    return records->page(query);
}

// {"ranges": [{"from_us", "to_us", "asset"?}]}, microseconds.
QJsonObject editsSchema()
{
    const QString typeKey = QStringLiteral("type");
    const QJsonObject time{{typeKey, QStringLiteral("integer")}, {QStringLiteral("minimum"), 0}, {QStringLiteral("maximum"), kMaxEditUs}};
    const QJsonObject range{{typeKey, QStringLiteral("object")},
                            {QStringLiteral("properties"),
                             QJsonObject{{QStringLiteral("from_us"), time},
                                         {QStringLiteral("to_us"), time},
                                         {QStringLiteral("asset"),
                                          QJsonObject{{typeKey, QStringLiteral("string")}, {QStringLiteral("format"), QStringLiteral("uuid")}}}}},
                            {QStringLiteral("required"), QJsonArray{QStringLiteral("from_us"), QStringLiteral("to_us")}},
                            {QStringLiteral("additionalProperties"), false}};
    const QJsonObject ranges{{typeKey, QStringLiteral("array")},
                             {QStringLiteral("items"), range},
                             {QStringLiteral("minItems"), 1},
                             {QStringLiteral("maxItems"), kMaxEditRanges}};
    return {{typeKey, QStringLiteral("object")},
            {QStringLiteral("properties"), QJsonObject{{QStringLiteral("ranges"), ranges}}},
            {QStringLiteral("required"), QJsonArray{QStringLiteral("ranges")}},
            {QStringLiteral("additionalProperties"), false}};
}

QJsonObject bodySchema(const QJsonArray &required)
{
    return {{QStringLiteral("type"), QStringLiteral("object")},
            {QStringLiteral("properties"),
             QJsonObject{{QStringLiteral("name"), fieldSchema(*editType().field(QStringLiteral("name")))},
                         {QStringLiteral("edits"), editsSchema()}}},
            {QStringLiteral("required"), required},
            {QStringLiteral("additionalProperties"), false}};
}

} // namespace

void addEditRoutes(RoutingTable &table, PgPool &pool, CommandService &commands)
{
    const Records records = std::make_shared<const RecordService>(pool, commands);
    table.add(listRoute(kOfAsset, "The kept edits of a media file, oldest first, page by page", editType(),
                        [records](const Request &request) { return listEdits(records, request); }));
    table.add(readRoute(kOne, "One kept edit", editType(), records));

    Route create = writeRoute(Method::Post, kOfAsset, "Keep an edit of a media file: what is played of it, in order");
    create.requestSchema = bodySchema({QStringLiteral("name"), QStringLiteral("edits")});
    create.responseSchema = schemaRef(editType());
    create.successStatus = 201;
    create.handle = [records](const Request &request) -> Result<Reply> {
        RAWI_ASSIGN(const QUuid asset, idParameter(request, recordInfo<MediaAsset>()));
        return records->create(request, editType(), QStringLiteral("edit.create"),
                               {{QStringLiteral("asset_id"), uuidText(asset)}}, kCollection);
    };
    table.add(std::move(create));

    Route change = patchRoute(kOne, "Change a kept edit", editType(), QStringLiteral("edit.update"), records);
    change.requestSchema = bodySchema({});
    table.add(std::move(change));
    table.add(removeRoute(kOne, "Forget a kept edit; the file and what was made stay", editType(), QStringLiteral("edit.remove"),
                          records));
}

} // namespace rawi::server
