#include "sync-server/content/content_routes.h"

#include "core/content/content_workflow.h"
#include "sync-server/feed/record_routes.h"
#include "sync-server/gateway/resource.h"
#include "sync-server/pg/row_store.h"

#include <QJsonArray>

namespace rawi::server {

namespace {

const RecordInfo &itemType()
{
    return recordInfo<ContentItem>();
}

// Adds "AND t.field = $n" when the query has this parameter. Errors: InvalidArgument for a value of no such name.
template <typename E>
Result<void> filterBy(const Request &request, const char *field, PageQuery &query)
{
    const QString value = request.queryValue(field);
    if (value.isEmpty()) {
        return {};
    }
    if (!enumFromText<E>(value)) {
        QStringList names;
        for (const char *name : EnumNames<E>::names) {
            names.append(QLatin1StringView(name));
        }
        return Error{ErrorCode::InvalidArgument, QLatin1StringView(field),
                     u"one of "_s + names.join(u", "_s)};
    }
    query.params.emplace_back(value.toStdString());
    query.condition += std::string(" AND t.") + field + " = $" + std::to_string(query.params.size());
    return {};
}

Result<void> setOrder(const Request &request, PageQuery &query)
{
    query.sort = request.queryValue("sort");
    if (query.sort.isEmpty()) {
        query.sort = u"-updated_at"_s;
    }
    query.descending = query.sort.startsWith(u'-');
    const std::string column = (query.descending ? query.sort.mid(1) : query.sort).toStdString();
    const bool isTime = column == "updated_at" || column == "created_at";
    if (!isTime && column != "title_ar" && column != "title_en") {
        return Error{ErrorCode::InvalidArgument, u"sort"_s,
                     u"one of updated_at, created_at, title_ar, title_en, or one of them after \"-\""_s};
    }
    query.keys = {{"t." + column, isTime ? "timestamptz" : "text"}, {"t.id", "uuid"}};
    return {};
}

void searchFor(const QString &words, PageQuery &query)
{
    if (words.trimmed().isEmpty()) {
        return;
    }
    QString pattern = words.trimmed();
    pattern.replace(u'\\', u"\\\\"_s);
    pattern.replace(u'%', u"\\%"_s).replace(u'_', u"\\_"_s);
    query.params.emplace_back((u'%' + pattern + u'%').toStdString());
    const std::string place = "$" + std::to_string(query.params.size());
    query.condition += " AND (t.title_ar ILIKE " + place + " OR t.title_en ILIKE " + place + " OR t.summary_ar ILIKE "
        + place + " OR t.summary_en ILIKE " + place + ")";
}

Result<Reply> list(const Records &records, const Request &request)
{
    static const std::string rowSql = rowJsonSql(itemType(), "t");
    PageQuery query;
    query.rowSql = rowSql;
    query.from = "content_items t";
    query.condition = RecordService::workspaceCondition("t");
    query.condition += request.queryValue("trashed") == "true"_L1 ? " AND t.trashed" : " AND NOT t.trashed";
    query.cursor = request.queryValue("cursor");
    RAWI_ASSIGN(query.limit, pageLimit(request));
    RAWI_TRY(filterBy<ContentState>(request, "state", query));
    RAWI_TRY(filterBy<ContentKind>(request, "kind", query));
    RAWI_TRY(setOrder(request, query));
    searchFor(request.queryValue("q"), query);
    return records->page(query);
}

// What was done to an item, newest first; refused commands are part of it.
Result<Reply> history(const Records &records, const Request &request)
{
    RAWI_ASSIGN(const QUuid id, idParameter(request, itemType()));
    RAWI_TRY(records->read(itemType(), id)); // an item that is not there has no empty history
    PageQuery query;
    query.rowSql = "json_build_object('at', to_char(t.at AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.MS\"Z\"'),"
                   " 'actor', t.actor, 'command', t.command, 'args', t.args, 'outcome', t.outcome,"
                   " 'reason', t.reason)::text";
    query.from = "audit t";
    query.params = {uuidText(id).toStdString()};
    // As an array, because a prepared statement with OR is planned as a walk over the whole audit.
    query.condition = RecordService::workspaceCondition("t")
        + " AND t.id = ANY (ARRAY(SELECT id FROM audit WHERE args->>'id' = $1 UNION ALL"
          " SELECT id FROM audit WHERE rows @> jsonb_build_array(jsonb_build_object('id', $1::text))))";
    query.keys = {{"t.id", "bigint"}};
    query.descending = true;
    query.sort = u"history"_s;
    query.cursor = request.queryValue("cursor");
    RAWI_ASSIGN(query.limit, pageLimit(request));
    return records->page(query);
}

void addCollectionRoutes(RoutingTable &table, const Records &records)
{
    Route all;
    all.pattern = "/api/v1/content";
    all.summary = "The items of the workspace, page by page";
    all.queryParameters = {"limit", "cursor", "state", "kind", "q", "sort", "trashed"};
    all.responseSchema = pageSchema(schemaRef(itemType()));
    all.handle = [records](const Request &request) { return list(records, request); };
    table.add(std::move(all));

    Route create;
    create.method = Method::Post;
    create.pattern = "/api/v1/content";
    create.summary = "Make a draft";
    create.minimumRole = Role::Editor;
    create.rate = RateClass::Write;
    create.requestSchema = bodySchema(itemType(),
                                      {"kind", "title_ar", "title_en", "summary_ar", "summary_en", "body_ar",
                                       "body_en", "tags"},
                                      {"kind"});
    create.responseSchema = schemaRef(itemType());
    create.successStatus = 201;
    create.handle = [records](const Request &request) {
        return records->create(request, itemType(), u"content.create"_s, {}, "/api/v1/content");
    };
    table.add(std::move(create));
}

void addItemRoutes(RoutingTable &table, const Records &records)
{
    table.add(readRoute("/api/v1/content/{id}", "One item", itemType(), records));
    Route change =
        patchRoute("/api/v1/content/{id}", "Change texts and tags", itemType(), u"content.update"_s, records);
    change.requestSchema = bodySchema(
        itemType(), {"title_ar", "title_en", "summary_ar", "summary_en", "body_ar", "body_en", "tags"}, {});
    table.add(std::move(change));

    Route past;
    past.pattern = "/api/v1/content/{id}/history";
    past.summary = "What was done to an item, newest first";
    past.queryParameters = {"limit", "cursor"};
    past.responseSchema = pageSchema({{u"type"_s, u"object"_s}});
    past.handle = [records](const Request &request) { return history(records, request); };
    table.add(std::move(past));
}

void addStepRoute(RoutingTable &table, const Records &records, const QString &step, Role role)
{
    Route route;
    route.method = Method::Post;
    route.pattern = "/api/v1/content/{id}/" + step.toStdString();
    route.summary = "Workflow: " + step.toStdString();
    route.minimumRole = role;
    route.rate = RateClass::Write;
    if (step == "return"_L1) {
        const FieldInfo note{u"note"_s, FieldKind::Text, MergePolicy::Fixed, 4000, {}};
        route.requestSchema = {{u"type"_s, u"object"_s},
                               {u"properties"_s, QJsonObject{{note.name, fieldSchema(note)}}},
                               {u"required"_s, QJsonArray{note.name}}};
    }
    route.responseSchema = schemaRef(itemType());
    route.handle = [records, command = u"content."_s + step](const Request &request) -> Result<Reply> {
        RAWI_ASSIGN(const qint64 revision, matchedRevision(request));
        return records->change(request, itemType(), command, revision);
    };
    table.add(std::move(route));
}

} // namespace

void addContentRoutes(RoutingTable &table, PgPool &pool, CommandService &commands)
{
    const Records records = std::make_shared<const RecordService>(pool, commands);
    addCollectionRoutes(table, records);
    addItemRoutes(table, records);
    for (size_t i = 0; i < EnumNames<WorkflowStep>::names.size(); ++i) {
        const auto step = static_cast<WorkflowStep>(i);
        addStepRoute(table, records, enumText(step), roleForStep(step));
    }
    addStepRoute(table, records, u"trash"_s, Role::Editor);
    addStepRoute(table, records, u"untrash"_s, Role::Editor);
}

} // namespace rawi::server
