#pragma once

#include "sync-server/feed/record_service.h"
#include "sync-server/gateway/router.h"

namespace rawi::server {

using Records = std::shared_ptr<const RecordService>;

// What the routes of described record types are derived from: the type, and the rules of its commands.

// A command as a route. From its rule come the right and the body: its arguments but those that the path
// names, as
// "/series/{series_id}/episodes" does. POST to a path without {id} makes a record (201, with Location), PATCH
// and DELETE (204) name one by {id}, and so may POST (200). PATCH asks for If-Match, the others take it.
struct CommandPath {
    Method method = Method::Post;
    std::string pattern;
    std::string summary;
    QString command;
    std::string collection =
        {}; // where a made record is read, "/api/v1/episodes"; empty = it has no address of its own
};
Route commandRoute(const Records &records, const RecordInfo &type, const CommandPath &path);

// GET of one record by the {id} of the path.
Route readRoute(const std::string &pattern, const std::string &summary, const RecordInfo &type, const Records &records);
// A page of them, by `list`; it takes `limit`, `cursor` and these parameters.
Route listRoute(const std::string &pattern, const std::string &summary, const RecordInfo &type,
                std::function<Result<Reply>(const Request &)> list, const QList<FieldInfo> &filters = {});
// The parameters of a page.
QList<FieldInfo> pageParameters();

// The five routes that most types have, under one address.
struct RecordPaths {
    std::string collection; // "/api/v1/series"; one of them is at collection + "/{id}"
    std::string one; // "series", for the summaries
    std::string many; // "series of the workspace"
    QString create = {}; // commands; an empty one has no route
    QString update = {};
    QString remove = {};
    QString readBy = {}; // the right it takes to read them; empty = every member may
    // The order when none is asked for, and what else `sort` may name besides what the type's Listing orders.
    std::vector<PageQuery::Key> order = {{"t.created_at", "timestamptz"}, {"t.id", "uuid"}};
    bool descending = false;
};
void addRecordRoutes(RoutingTable &table, const Records &records, const RecordInfo &type,
                     const RecordPaths &paths);

} // namespace rawi::server
