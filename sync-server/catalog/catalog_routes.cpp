#include "sync-server/catalog/catalog_routes.h"

#include "core/catalog/series.h"
#include "sync-server/feed/record_routes.h"
#include "sync-server/gateway/resource.h"
#include "sync-server/pg/row_store.h"

#include <QJsonArray>

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

Result<Reply> listSeries(const Records &records, const Request &request)
{
    static const std::string rowSql = rowJsonSql(seriesType(), "t");
    PageQuery query;
    query.rowSql = rowSql;
    query.from = "series t";
    query.condition = RecordService::workspaceCondition("t");
    query.keys = {{"t.updated_at", "timestamptz"}, {"t.id", "uuid"}};
    query.descending = true;
    query.sort = u"-updated_at"_s;
    query.cursor = request.queryValue("cursor");
    RAWI_ASSIGN(query.limit, pageLimit(request));
    return records->page(query);
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
    RAWI_TRY(records->read(seriesType(), series)); // a series that is not there has no empty list
    PageQuery query;
    query.rowSql = rowSql;
    query.from = "episodes t LEFT JOIN content_items c ON c.workspace = t.workspace AND c.id = t.content_id";
    query.condition = RecordService::workspaceCondition("t") + " AND t.series_id = $1";
    query.params = {uuidText(series).toStdString()};
    query.keys = {{"t.season_number", "bigint"}, {"t.sort_key COLLATE \"C\"", "text"}, {"t.id", "uuid"}};
    query.sort = u"shown"_s;
    query.cursor = request.queryValue("cursor");
    RAWI_ASSIGN(query.limit, pageLimit(request));
    return records->page(query);
}

void addSeriesRoutes(RoutingTable &table, const Records &records)
{
    table.add(listRoute("/api/v1/series", "The series of the workspace, page by page", seriesType(),
                        [records](const Request &request) { return listSeries(records, request); }));

    const QJsonObject body =
        bodySchema(seriesType(), {"title_ar", "title_en", "description_ar", "description_en", "status"}, {});
    Route create = writeRoute(Method::Post, "/api/v1/series", "Make a series");
    create.requestSchema = body;
    create.responseSchema = schemaRef(seriesType());
    create.successStatus = 201;
    create.handle = [records](const Request &request) {
        return records->create(request, seriesType(), u"series.create"_s, {}, "/api/v1/series");
    };
    table.add(std::move(create));

    table.add(readRoute("/api/v1/series/{id}", "One series", seriesType(), records));
    Route change =
        patchRoute("/api/v1/series/{id}", "Change a series", seriesType(), u"series.update"_s, records);
    change.requestSchema = body;
    table.add(std::move(change));
    Route remove = removeRoute("/api/v1/series/{id}", "Remove a series without episodes", seriesType(),
                               u"series.remove"_s, records);
    remove.minimumRole = Role::ManagingEditor;
    table.add(std::move(remove));
}

void addEpisodeRoutes(RoutingTable &table, const Records &records)
{
    table.add(listRoute("/api/v1/series/{id}/episodes", "The episodes of a series in shown order, each with its item's titles and state", episodeType(),
                        [records](const Request &request) { return listEpisodes(records, request); }));

    const QJsonObject after{
        {u"after"_s, fieldSchema({u"after"_s, FieldKind::Id, MergePolicy::Fixed, 0, {}})}};
    Route create = writeRoute(Method::Post, "/api/v1/series/{id}/episodes", "File an item into a series");
    create.requestSchema = bodySchema(episodeType(), {"content_id", "season_number", "episode_number"},
                                      {"content_id", "season_number"}, after);
    create.responseSchema = schemaRef(episodeType());
    create.successStatus = 201;
    create.handle = [records](const Request &request) -> Result<Reply> {
        RAWI_ASSIGN(const QUuid series, idParameter(request, seriesType()));
        return records->create(request, episodeType(), u"episode.add"_s, {{u"series_id"_s, uuidText(series)}},
                               "/api/v1/episodes");
    };
    table.add(std::move(create));

    table.add(readRoute("/api/v1/episodes/{id}", "One episode", episodeType(), records));
    Route change = patchRoute("/api/v1/episodes/{id}", "Change an episode's numbers and air date",
                              episodeType(), u"episode.update"_s, records);
    change.requestSchema =
        bodySchema(episodeType(), {"season_number", "episode_number", "is_special", "air_date"}, {});
    table.add(std::move(change));

    Route move = writeRoute(Method::Post, "/api/v1/episodes/{id}/move", "Put an episode after another, or first");
    move.requestSchema = bodySchema(episodeType(), {"season_number"}, {}, after);
    move.responseSchema = schemaRef(episodeType());
    move.handle = [records](const Request &request) -> Result<Reply> {
        RAWI_ASSIGN(const qint64 revision, matchedRevision(request));
        return records->change(request, episodeType(), u"episode.move"_s, revision);
    };
    table.add(std::move(move));
    table.add(removeRoute("/api/v1/episodes/{id}", "Take an item out of its series", episodeType(),
                          u"episode.remove"_s, records));
}

} // namespace

void addCatalogRoutes(RoutingTable &table, PgPool &pool, CommandService &commands)
{
    const Records records = std::make_shared<const RecordService>(pool, commands);
    addSeriesRoutes(table, records);
    addEpisodeRoutes(table, records);
}

} // namespace rawi::server
