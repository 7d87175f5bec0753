#include "sync-server/catalog/catalog_routes.h"

#include "core/catalog/series.h"
#include "sync-server/feed/record_routes.h"
#include "sync-server/gateway/resource.h"
#include "sync-server/pg/pg_text.h"
#include "sync-server/pg/row_store.h"

namespace rawi::server {

namespace {

const RecordInfo &seriesType()
{
    return recordInfo<Series>();
}

const RecordInfo &episodeType()
{
    return recordInfo<Episode>();
}

// The row with one more member: what a board shows of the item without asking for each.
std::string episodeWithContentSql()
{
    return "left(" + rowJsonSql(episodeType(), "t")
        + ", -1) || ',\"content\":' || CASE WHEN c.id IS NULL THEN 'null' ELSE json_build_object('id', c.id, 'kind', "
          "c.kind, 'state', c.state, 'parity', c.parity, 'title_ar', c.title_ar, 'title_en', c.title_en, 'trashed', "
          "c.trashed)::text END || '}'";
}

Result<Reply> listEpisodes(const Records &records, const Request &request)
{
    static const std::string rowSql = episodeWithContentSql();
    RAWI_ASSIGN(const QUuid series, idParameter(request, seriesType()));
    RAWI_TRY(records->read(seriesType(), series,
                           request.session.actor)); // a series that is not there has no empty list
    PageQuery query;
    query.rowSql = rowSql;
    query.from = "episodes t LEFT JOIN content_items c ON c.workspace = t.workspace AND c.id = t.content_id";
    query.type = &episodeType();
    query.condition = " AND t.series_id = $1";
    query.params = {pgUuid(series)};
    query.keys = {{"t.season_number", "bigint"}, {"t.sort_key COLLATE \"C\"", "text"}, {"t.id", "uuid"}};
    query.sort = u"shown"_s;
    return records->page(std::move(query), request);
}

void addEpisodeRoutes(RoutingTable &table, const Records &records)
{
    const std::string ofSeries = "/api/v1/series/{series_id}/episodes";
    const std::string collection = "/api/v1/episodes";
    const std::string one = collection + "/{id}";
    const RecordInfo &type = episodeType();
    table.add(listRoute(ofSeries,
                        "The episodes of a series in shown order, each with its item's titles and state",
                        type, [records](const Request &request) { return listEpisodes(records, request); }));
    table.add(commandRoute(
        records, type, {Method::Post, ofSeries, "File an item into a series", u"episode.add"_s, collection}));
    table.add(readRoute(one, "One episode", type, records));
    table.add(
        commandRoute(records, type,
                     {Method::Patch, one, "Change an episode's numbers and air date", u"episode.update"_s}));
    table.add(commandRoute(
        records, type,
        {Method::Post, one + "/move", "Put an episode after another, or first", u"episode.move"_s}));
    table.add(commandRoute(records, type,
                           {Method::Delete, one, "Take an item out of its series", u"episode.remove"_s}));
}

} // namespace

void addCatalogRoutes(RoutingTable &table, PgPool &pool, CommandService &commands)
{
    const Records records = std::make_shared<const RecordService>(pool, commands);
    addRecordRoutes(table, records, seriesType(),
                    {.collection = "/api/v1/series",
                     .one = "series",
                     .many = "series of the workspace",
                     .create = u"series.create"_s,
                     .update = u"series.update"_s,
                     .remove = u"series.remove"_s,
                     .order = {{"t.updated_at", "timestamptz"}, {"t.id", "uuid"}},
                     .descending = true});
    table.add(commandRoute(records, seriesType(),
                           {Method::Post, "/api/v1/series/{id}/covers",
                            "Announce a picture as the cover of a series; its bytes follow as the poster of the asset", u"series.add_cover"_s}));
    table.add(commandRoute(records, seriesType(),
                           {Method::Post, "/api/v1/series/{id}/cover", "Choose one of the pictures of a series as its cover, or none",
                            u"series.set_cover"_s}));
    addEpisodeRoutes(table, records);
}

} // namespace rawi::server
