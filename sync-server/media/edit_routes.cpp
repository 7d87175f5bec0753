#include "sync-server/media/edit_routes.h"

#include "core/media/media_edit.h"
#include "sync-server/feed/record_routes.h"
#include "sync-server/gateway/resource.h"
#include "sync-server/pg/pg_text.h"
#include "sync-server/pg/row_store.h"

namespace rawi::server {

namespace {

constexpr const char *kOfAsset = "/api/v1/media/{asset_id}/edits";
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
    query.type = &editType();
    query.condition = " AND t.asset_id = $1";
    query.params = {pgUuid(asset)};
    query.keys = {{"t.created_at", "timestamptz"}, {"t.id", "uuid"}};
    query.sort = u"created"_s;
    return records->page(std::move(query), request);
}

} // namespace

void addEditRoutes(RoutingTable &table, PgPool &pool, CommandService &commands)
{
    const Records records = std::make_shared<const RecordService>(pool, commands);
    table.add(listRoute(kOfAsset, "The kept edits of a media file, oldest first, page by page", editType(),
                        [records](const Request &request) { return listEdits(records, request); }));
    table.add(readRoute(kOne, "One kept edit", editType(), records));

    table.add(
        commandRoute(records, editType(),
                     {Method::Post, kOfAsset, "Keep an edit of a media file: what is played of it, in order",
                      u"edit.create"_s, kCollection}));
    table.add(
        commandRoute(records, editType(), {Method::Patch, kOne, "Change a kept edit", u"edit.update"_s}));
    table.add(commandRoute(
        records, editType(),
        {Method::Delete, kOne, "Forget a kept edit; the file and what was made stay", u"edit.remove"_s}));
}

} // namespace rawi::server
