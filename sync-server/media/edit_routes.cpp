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
    query.sort = u"created"_s;
    query.cursor = request.queryValue("cursor");
    RAWI_ASSIGN(query.limit, pageLimit(request));
    return records->page(query);
}

// {"ranges": [{"from_us", "to_us", "asset"?}]}, microseconds.
QJsonObject editsSchema()
{
    const QString typeKey = u"type"_s;
    const QJsonObject time{{typeKey, u"integer"_s}, {u"minimum"_s, 0}, {u"maximum"_s, kMaxEditUs}};
    const QJsonObject range{
        {typeKey, u"object"_s},
        {u"properties"_s,
         QJsonObject{{u"from_us"_s, time},
                     {u"to_us"_s, time},
                     {u"asset"_s, QJsonObject{{typeKey, u"string"_s}, {u"format"_s, u"uuid"_s}}}}},
        {u"required"_s, QJsonArray{u"from_us"_s, u"to_us"_s}},
        {u"additionalProperties"_s, false}};
    const QJsonObject ranges{
        {typeKey, u"array"_s}, {u"items"_s, range}, {u"minItems"_s, 1}, {u"maxItems"_s, kMaxEditRanges}};
    return {{typeKey, u"object"_s},
            {u"properties"_s, QJsonObject{{u"ranges"_s, ranges}}},
            {u"required"_s, QJsonArray{u"ranges"_s}},
            {u"additionalProperties"_s, false}};
}

QJsonObject bodySchema(const QJsonArray &required)
{
    return {
        {u"type"_s, u"object"_s},
        {u"properties"_s,
         QJsonObject{{u"name"_s, fieldSchema(*editType().field(u"name"_s))}, {u"edits"_s, editsSchema()}}},
        {u"required"_s, required},
        {u"additionalProperties"_s, false}};
}

} // namespace

void addEditRoutes(RoutingTable &table, PgPool &pool, CommandService &commands)
{
    const Records records = std::make_shared<const RecordService>(pool, commands);
    table.add(listRoute(kOfAsset, "The kept edits of a media file, oldest first, page by page", editType(),
                        [records](const Request &request) { return listEdits(records, request); }));
    table.add(readRoute(kOne, "One kept edit", editType(), records));

    Route create = writeRoute(Method::Post, kOfAsset, "Keep an edit of a media file: what is played of it, in order");
    create.requestSchema = bodySchema({u"name"_s, u"edits"_s});
    create.responseSchema = schemaRef(editType());
    create.successStatus = 201;
    create.handle = [records](const Request &request) -> Result<Reply> {
        RAWI_ASSIGN(const QUuid asset, idParameter(request, recordInfo<MediaAsset>()));
        return records->create(request, editType(), u"edit.create"_s, {{u"asset_id"_s, uuidText(asset)}},
                               kCollection);
    };
    table.add(std::move(create));

    Route change = patchRoute(kOne, "Change a kept edit", editType(), u"edit.update"_s, records);
    change.requestSchema = bodySchema({});
    table.add(std::move(change));
    table.add(removeRoute(kOne, "Forget a kept edit; the file and what was made stay", editType(),
                          u"edit.remove"_s, records));
}

} // namespace rawi::server
