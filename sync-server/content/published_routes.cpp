#include "sync-server/content/published_routes.h"

#include "core/media/publish_gate.h"
#include "core/rules/rule_args.h"
#include "sync-server/feed/workspace.h"
#include "sync-server/gateway/resource.h"
#include "sync-server/gateway/schema.h"
#include "sync-server/pg/pg_text.h"
#include "sync-server/pg/row_store.h"

namespace rawi::server {

namespace {

// Texts and tags are the revision's, the rest is the item's.
std::string publishedSql()
{
    const auto time = [](const char *column) {
        return "to_char(t." + std::string(column) + " AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.MS\"Z\"')";
    };
    return "(jsonb_build_object('id', t.id, 'revision', t.live_rev, 'n', r.n, 'kind', t.kind, 'main_asset', t.main_asset,"
           " 'published_at', " + time("published_at") + ", 'first_published_at', " + time("first_published_at")
        + ") || r.fields)::text";
}

constexpr const char *kPublished =
    "content_items t JOIN content_revisions r ON r.workspace = t.workspace AND r.id = t.live_rev";

QJsonObject publishedSchema()
{
    return objectSchema(argsFrom(recordInfo<ContentItem>(),
                                 {"id", "kind", "title_ar", "title_en", "summary_ar", "summary_en", "body_ar", "body_en",
                                  "tags", "main_asset", "published_at", "first_published_at"})
                        + idArg("revision") + integerArg("n", 1, std::numeric_limits<qint32>::max()));
}

Result<Reply> publishedPage(const Records &records, const Request &request)
{
    static const std::string rowSql = publishedSql();
    PageQuery query;
    query.rowSql = rowSql;
    query.from = kPublished;
    query.type = &recordInfo<ContentItem>();
    if (const QString kind = request.queryValue("kind"); !kind.isEmpty()) {
        query.params = {kind.toStdString()};
        query.condition = " AND t.kind = $1";
    }
    query.keys = {{"t.published_at", "timestamptz"}, {"t.id", "uuid"}};
    query.descending = true;
    query.sort = u"-published_at"_s;
    return records->page(std::move(query), request);
}

Result<Reply> publishedOne(PgPool &pool, const Request &request)
{
    const RecordInfo &type = recordInfo<ContentItem>();
    RAWI_ASSIGN(const QUuid id, idParameter(request, type));
    PgParams params{pgUuid(id)};
    const std::string sql = "SELECT " + publishedSql() + " FROM " + kPublished + " WHERE "
        + RecordService::workspaceCondition("t") + " AND t.id = $1 AND "
        + visibleSql(type, "t", request.session.actor, params);
    return pool.with<Reply>([&](PgConnection &connection) -> Result<Reply> {
        RAWI_ASSIGN(const PgRows rows, connection.exec(sql, params));
        if (rows.count() == 0) {
            return Error{ErrorCode::NotFound, type.name + u'/' + uuidText(id), u"nothing of it is published"_s};
        }
        return Reply::rawJson(std::string(rows.text(0, 0)));
    });
}

Result<Reply> readiness(PgPool &pool, const RuleBook &rules, const Request &request)
{
    RAWI_ASSIGN(const QUuid id, idParameter(request, recordInfo<ContentItem>()));
    return pool.with<Reply>([&](PgConnection &connection) -> Result<Reply> {
        RAWI_ASSIGN(const Workspace workspace, readWorkspace(connection));
        PgRowStore store(connection, workspace.id);
        Transaction reading(rules, store, request.session.actor, 0, {});
        RAWI_ASSIGN(const ContentItem item, reading.get(Id<ContentItem>(id)));
        RAWI_ASSIGN(const PublishFacts facts, publishFacts(reading, item));
        QJsonArray reasons;
        for (const Unready reason : unreadyReasons(item, facts)) {
            reasons.append(enumText(reason));
        }
        return Reply::json({{u"ready"_s, reasons.isEmpty()}, {u"reasons"_s, reasons}});
    });
}

} // namespace

void addPublishedRoutes(RoutingTable &table, PgPool &pool, const Records &records)
{
    Route many = listRoute("/api/v1/published", "What the audience reads, newest first", recordInfo<ContentItem>(),
                           [records](const Request &request) { return publishedPage(records, request); },
                           {enumArg<ContentKind>("kind")});
    many.responseSchema = pageSchema(publishedSchema());
    table.add(std::move(many));
    Route one;
    one.pattern = "/api/v1/published/{id}";
    one.summary = "One item as the audience reads it";
    one.responseSchema = publishedSchema();
    one.handle = [&pool](const Request &request) { return publishedOne(pool, request); };
    table.add(std::move(one));
    Route ready;
    ready.pattern = "/api/v1/content/{id}/readiness";
    ready.summary = "What an item lacks before it may be published; its state is another question";
    ready.responseSchema = objectSchema(
        {needed(boolArg("ready")),
         needed(listArg("reasons", enumArg<Unready>("reason"), 0, static_cast<double>(EnumNames<Unready>::names.size())))});
    ready.handle = [&pool, records](const Request &request) { return readiness(pool, records->rules(), request); };
    table.add(std::move(ready));
}

} // namespace rawi::server
