#include "sync-server/content/content_routes.h"

#include "core/content/content_workflow.h"
#include "core/rules/rule_args.h"
#include "sync-server/content/published_routes.h"
#include "sync-server/feed/list_query.h"
#include "sync-server/feed/record_routes.h"
#include "sync-server/gateway/resource.h"
#include "sync-server/gateway/schema.h"
#include "sync-server/pg/pg_text.h"
#include "sync-server/pg/row_store.h"

namespace rawi::server {

namespace {

const RecordInfo &itemType()
{
    return recordInfo<ContentItem>();
}

// Adds "AND t.field = $n" when the query has this parameter.
void filterBy(const Request &request, const char *field, PageQuery &query)
{
    const QString value = request.queryValue(field);
    if (!value.isEmpty()) {
        query.params.emplace_back(value.toStdString());
        query.condition += std::string(" AND t.") + field + " = $" + std::to_string(query.params.size());
    }
}

Result<Reply> list(const Records &records, const Request &request)
{
    static const std::string rowSql = rowJsonSql(itemType(), "t");
    PageQuery query;
    query.rowSql = rowSql;
    query.from = "content_items t";
    query.type = &itemType();
    query.condition = request.queryValue("trashed") == "true"_L1 ? " AND t.trashed" : " AND NOT t.trashed";
    filterBy(request, "state", query);
    filterBy(request, "kind", query);
    RAWI_TRY(putInOrder(request, {{"t.updated_at", "timestamptz"}, {"t.created_at", "timestamptz"}}, true, query));
    narrowToWords(request, query);
    return records->page(std::move(query), request);
}

// What was done to an item, newest first; refused commands are part of it.
Result<Reply> history(const Records &records, const Request &request)
{
    RAWI_ASSIGN(const QUuid id, idParameter(request, itemType()));
    RAWI_TRY(records->read(itemType(), id,
                           request.session.actor)); // an item that is not there has no empty history
    PageQuery query;
    query.rowSql = "json_build_object('at', to_char(t.at AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.MS\"Z\"'),"
                   " 'actor', t.actor, 'command', t.command, 'args', t.args, 'outcome', t.outcome,"
                   " 'reason', t.reason)::text";
    query.from = "audit t";
    query.params = {pgUuid(id)};
    // As an array, because a prepared statement with OR is planned as a walk over the whole audit.
    query.condition =
        " AND t.id = ANY (ARRAY(SELECT id FROM audit WHERE args->>'id' = $1 UNION ALL"
        " SELECT id FROM audit WHERE rows @> jsonb_build_array(jsonb_build_object('id', $1::text))))";
    query.keys = {{"t.id", "bigint"}};
    query.descending = true;
    query.sort = u"history"_s;
    return records->page(std::move(query), request);
}

void addItemRoutes(RoutingTable &table, const Records &records)
{
    const std::string collection = "/api/v1/content";
    const std::string one = collection + "/{id}";
    table.add(listRoute(collection, "The items of the workspace, page by page", itemType(),
                        [records](const Request &request) { return list(records, request); },
                        QList<FieldInfo>{enumArg<ContentState>("state"), enumArg<ContentKind>("kind"), boolArg("trashed")}
                            + listParameters(itemType())));
    table.add(commandRoute(records, itemType(),
                           {Method::Post, collection, "Make a draft", u"content.create"_s, collection}));
    table.add(readRoute(one, "One item", itemType(), records));
    table.add(commandRoute(records, itemType(),
                           {Method::Patch, one, "Change texts and tags", u"content.update"_s}));
    Route past = listRoute(one + "/history", "What was done to an item, newest first", itemType(),
                           [records](const Request &request) { return history(records, request); });
    past.responseSchema = pageSchema(anyObjectSchema());
    table.add(std::move(past));
}

} // namespace

void addContentRoutes(RoutingTable &table, PgPool &pool, CommandService &commands)
{
    const Records records = std::make_shared<const RecordService>(pool, commands);
    addItemRoutes(table, records);
    addPublishedRoutes(table, pool, records);
    QStringList steps{u"trash"_s, u"untrash"_s};
    for (const char *name : EnumNames<WorkflowStep>::names) {
        steps.append(QLatin1StringView(name));
    }
    for (const QString &step : std::as_const(steps)) {
        const std::string name = step.toStdString();
        table.add(commandRoute(
            records, itemType(),
            {Method::Post, "/api/v1/content/{id}/" + name, "Workflow: " + name, u"content."_s + step}));
    }
}

} // namespace rawi::server
