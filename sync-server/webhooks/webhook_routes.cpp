#include "sync-server/webhooks/webhook_routes.h"

#include "core/base/clock.h"
#include "core/rules/rule_args.h"
#include "sync-server/feed/record_routes.h"
#include "sync-server/gateway/resource.h"
#include "sync-server/gateway/schema.h"
#include "sync-server/pg/pg_text.h"
#include "sync-server/pg/row_store.h"
#include "sync-server/webhooks/webhook_signature.h"

namespace rawi::server {

namespace {

constexpr const char *kCollection = "/api/v1/webhooks";
constexpr const char *kOne = "/api/v1/webhooks/{id}";
constexpr const char *kDeliveries = "/api/v1/webhooks/{id}/deliveries";
constexpr const char *kReplay = "/api/v1/webhooks/{id}/deliveries/{delivery}/replay";

const RecordInfo &webhookType()
{
    return recordInfo<Webhook>();
}

const RecordInfo &deliveryType()
{
    return recordInfo<WebhookDelivery>();
}

// What may be written: the described fields, and the secret, which is never read.
QList<FieldInfo> bodyFields()
{
    return argsFrom(webhookType(), {"url", "types", "active", "description"}) + textArg("secret", 200);
}

QList<FieldInfo> neededFields()
{
    QList<FieldInfo> fields = bodyFields();
    fields[0] = needed(fields[0]);
    fields[1] = needed(fields[1]);
    return fields;
}

struct Parts {
    Records records;
    WebhookService &service;
    const Clock &clock;
};

CommandContext contextOf(const Request &request)
{
    return {request.session.actor, request.session.sessionId, QString::fromStdString(request.correlationId)};
}

// The body's fields and, apart from them, its secret.
Result<std::pair<QJsonObject, QString>> bodyOf(const Request &request)
{
    RAWI_ASSIGN(QJsonObject body, request.json());
    const QString secret = body.take("secret"_L1).toString();
    return std::pair(body, secret);
}

// The secret is told here and never again; when the server made it, there is no other way to know it.
Result<Reply> create(const Parts &parts, const Request &request)
{
    RAWI_ASSIGN(const QString key, idempotencyKey(request));
    RAWI_ASSIGN(const auto body, bodyOf(request));
    const auto &[fields, given] = body;
    const QString secret = given.isEmpty() ? makeWebhookSecret() : given;
    Webhook webhook = fromJson<Webhook>(fields);
    // The same key again names the same webhook.
    const QUuid id = key.isEmpty() ? makeUuidV7(parts.clock.nowMs())
                                   : QUuid::createUuidV5(request.session.actor.id.uuid(), "webhook/" + key.toUtf8());
    webhook.id = Id<Webhook>(id);
    const Result<void> made = parts.service.webhooks().create(contextOf(request), webhook, secret);
    if (!made && made.error().code == ErrorCode::AlreadyExists && !key.isEmpty()) {
        RAWI_ASSIGN(const Webhook first, parts.service.webhooks().find(id));
        if (first.url != webhook.url || first.types != webhook.types) {
            return Error{ErrorCode::StateConflict, u"Idempotency-Key"_s, u"this key was used for another request"_s};
        }
    } else {
        RAWI_TRY(made);
    }
    RAWI_ASSIGN(Reply reply, parts.records->read(webhookType(), id, request.session.actor));
    reply.status = 201;
    reply.headers.emplace_back("Location", std::string(kCollection) + '/' + uuidText(id).toStdString());
    if (made && given.isEmpty()) {
        const size_t end = reply.body.rfind('}');
        reply.body.insert(end, R"(,"secret":")" + secret.toStdString() + '"');
    }
    return reply;
}

Result<Reply> readOne(const Parts &parts, const Request &request)
{
    RAWI_ASSIGN(const QUuid id, idParameter(request, webhookType()));
    return parts.records->read(webhookType(), id, request.session.actor);
}

Result<Reply> change(const Parts &parts, const Request &request)
{
    RAWI_ASSIGN(const QUuid id, idParameter(request, webhookType()));
    RAWI_ASSIGN(const qint64 revision, requiredRevision(request));
    RAWI_ASSIGN(const auto body, bodyOf(request));
    RAWI_TRY(parts.service.webhooks().change(contextOf(request), id, revision, body.first, body.second));
    return parts.records->read(webhookType(), id, request.session.actor);
}

Result<Reply> remove(const Parts &parts, const Request &request)
{
    RAWI_ASSIGN(const QUuid id, idParameter(request, webhookType()));
    RAWI_ASSIGN(const qint64 revision, matchedRevision(request));
    RAWI_TRY(parts.service.webhooks().remove(contextOf(request), id, revision));
    return Reply::noContent();
}

Result<Reply> list(const Parts &parts, const Request &request)
{
    static const std::string rowSql = rowJsonSql(webhookType(), "t");
    PageQuery query;
    query.rowSql = rowSql;
    query.from = "webhooks t";
    query.type = &webhookType();
    query.keys = {{"t.created_at", "timestamptz"}, {"t.id", "uuid"}};
    query.sort = u"created"_s;
    return parts.records->page(std::move(query), request);
}

Result<Reply> listDeliveries(const Parts &parts, const Request &request)
{
    static const std::string rowSql = rowJsonSql(deliveryType(), "t");
    RAWI_ASSIGN(const QUuid webhook, idParameter(request, webhookType()));
    RAWI_TRY(parts.service.webhooks().find(webhook));
    PageQuery query;
    query.rowSql = rowSql;
    query.from = "webhook_deliveries t";
    query.type = &deliveryType();
    query.condition = " AND t.webhook = $1";
    query.params = {pgUuid(webhook)};
    if (const QString state = request.queryValue("state"); !state.isEmpty()) {
        query.condition += " AND t.state = $2";
        query.params.emplace_back(state.toStdString());
    }
    query.keys = {{"t.created_at", "timestamptz"}, {"t.id", "uuid"}};
    query.descending = true;
    query.sort = u"newest"_s;
    return parts.records->page(std::move(query), request);
}

Result<Reply> replay(const Parts &parts, const Request &request)
{
    RAWI_ASSIGN(const QUuid webhook, idParameter(request, webhookType()));
    const QUuid delivery = uuidFromText(QString::fromStdString(request.params.at(1)));
    RAWI_TRY(parts.service.replay(contextOf(request), webhook, delivery));
    RAWI_ASSIGN(Reply reply, parts.records->read(deliveryType(), delivery, request.session.actor));
    reply.status = 202;
    return reply;
}

using Handle = Result<Reply> (*)(const Parts &, const Request &);

void add(RoutingTable &table, Route route, const Parts &parts, Handle handle)
{
    route.right = kManageWebhooks;
    route.handle = [parts, handle](const Request &request) { return handle(parts, request); };
    table.add(std::move(route));
}

Route writing(Method method, const char *pattern, const char *summary, int status)
{
    Route route;
    route.method = method;
    route.pattern = pattern;
    route.summary = summary;
    route.rate = RateClass::Write;
    route.successStatus = status;
    return route;
}

void addDeliveryRoutes(RoutingTable &table, const Parts &parts)
{
    add(table, listRoute(kDeliveries, "What was sent to a webhook or waits to be, newest first", deliveryType(), {},
                         {enumArg<DeliveryState>("state")}),
        parts, &listDeliveries);
    Route again = writing(Method::Post, kReplay, "Send a delivery again that is dead or was delivered", 202);
    again.responseSchema = schemaRef(deliveryType());
    add(table, std::move(again), parts, &replay);
}

} // namespace

void addWebhookRoutes(RoutingTable &table, PgPool &pool, CommandService &commands, WebhookService &service)
{
    const Parts parts{std::make_shared<const RecordService>(pool, commands), service, commands.clock()};
    add(table, listRoute(kCollection, "Who is told of the newsroom's events", webhookType(), {}), parts, &list);
    add(table, readRoute(kOne, "One webhook; its secret is never told", webhookType(), parts.records), parts, &readOne);
    Route making = writing(Method::Post, kCollection,
                           "Tell a server of events, signed as Standard Webhooks says, but of no record that the webhook's owner (who "
                           "made or changed it last) may not see; a secret the server makes is in this answer and nowhere else",
                           201);
    making.body = neededFields();
    making.takesIdempotencyKey = true;
    making.responseSchema = schemaRef(webhookType());
    add(table, std::move(making), parts, &create);
    Route changing = writing(Method::Patch, kOne, "Change a webhook, or replace its secret", 200);
    changing.body = bodyFields();
    changing.revision = RevisionUse::Needed;
    changing.responseSchema = schemaRef(webhookType());
    add(table, std::move(changing), parts, &change);
    Route removing = writing(Method::Delete, kOne, "Remove a webhook, its deliveries and its secret", 204);
    removing.revision = RevisionUse::Taken;
    add(table, std::move(removing), parts, &remove);
    addDeliveryRoutes(table, parts);
}

} // namespace rawi::server
