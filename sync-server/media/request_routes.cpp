#include "sync-server/media/request_routes.h"

#include "core/media/file_request.h"
#include "sync-server/feed/record_routes.h"
#include "sync-server/gateway/resource.h"
#include "sync-server/pg/pg_text.h"
#include "sync-server/pg/row_store.h"

namespace rawi::server {

namespace {

constexpr const char *kRequestsOfAsset = "/api/v1/media/{asset_id}/requests";
constexpr const char *kRequests = "/api/v1/media/requests";
constexpr const char *kOneRequest = "/api/v1/media/requests/{id}";

Result<Reply> listRequests(const Records &records, const Request &request)
{
    static const std::string rowSql = rowJsonSql(recordInfo<FileRequest>(), "t");
    RAWI_ASSIGN(const QUuid asset, idParameter(request, recordInfo<MediaAsset>()));
    PageQuery query;
    query.rowSql = rowSql;
    query.from = "file_requests t";
    query.type = &recordInfo<FileRequest>();
    query.condition = " AND t.asset_id = $1";
    query.params = {pgUuid(asset)};
    query.keys = {{"t.created_at", "timestamptz"}, {"t.id", "uuid"}};
    query.sort = u"created"_s;
    return records->page(std::move(query), request);
}

} // namespace

void addRequestRoutes(RoutingTable &table, PgPool &pool, CommandService &commands)
{
    const RecordInfo &type = recordInfo<FileRequest>();
    const Records records = std::make_shared<const RecordService>(pool, commands);
    table.add(listRoute(kRequestsOfAsset, "Who waits for the original of a media file, oldest first, page by page", type,
                        [records](const Request &request) { return listRequests(records, request); }));
    table.add(readRoute(kOneRequest, "One request for a file", type, records));
    table.add(commandRoute(records, type,
                           {Method::Post, kRequestsOfAsset, "Ask whoever has the file for its original; 409 when the server has it",
                            u"media.request_original"_s, kRequests}));
    table.add(commandRoute(records, type,
                           {Method::Delete, kOneRequest, "Close a request: by whoever asked, or who could bring the file",
                            u"media.close_request"_s}));
}

} // namespace rawi::server
