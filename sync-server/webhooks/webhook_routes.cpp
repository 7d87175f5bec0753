#include "sync-server/webhooks/webhook_routes.h"

#include "core/base/clock.h"
#include "core/rules/rule_args.h"
#include "core/webhooks/webhook_rules.h"
#include "sync-server/feed/audit_log.h"
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

struct Parts {
    Records records;
    WebhookService &service;
    const Clock &clock;
};

CommandContext contextOf(const Request &request)
{
    return {request.session.actor, request.session.sessionId, QString::fromStdString(request.correlationId)};
}

const QString kSecret = u"secret"_s; // written beside the record's members and never read

Result<void> checkAddress(const Request &request)
{
    RAWI_ASSIGN(const QJsonObject body, request.json());
    const QString address = body.value("url"_L1).toString();
    const Result<void> checked = address.isEmpty() ? Result<void>() : Outgoing::checkUrl(address);
    return checked ? Result<void>() : Error{checked.error().code, u"url"_s, checked.error().detail, SubjectKind::Field};
}

// The secret is told here and never again; when the server made it, there is no other way to know it.
Result<Reply> create(const Parts &parts, const Request &request)
{
    RAWI_TRY(checkAddress(request));
    QString made;
    const auto keep = [&](PgConnection &connection, const QUuid &id, const QJsonObject &given) {
        const QString wanted = given.value(kSecret).toString();
        made = wanted.isEmpty() ? makeWebhookSecret() : QString();
        return parts.service.webhooks().keepSecret(connection, id, wanted.isEmpty() ? made : wanted);
    };
    RAWI_ASSIGN(Reply reply, parts.records->create(request, webhookType(), u"webhook.create"_s, {}, kCollection, {{kSecret}, keep}));
    if (!made.isEmpty()) {
        reply.body.insert(reply.body.rfind('}'), R"(,"secret":")" + made.toStdString() + '"');
    }
    return reply;
}

Result<Reply> change(const Parts &parts, const Request &request)
{
    RAWI_ASSIGN(const qint64 revision, requiredRevision(request));
    RAWI_TRY(checkAddress(request));
    const auto keep = [&](PgConnection &connection, const QUuid &id, const QJsonObject &given) -> Result<void> {
        const QString wanted = given.value(kSecret).toString();
        if (wanted.isEmpty()) {
            return {};
        }
        RAWI_TRY(parts.service.webhooks().keepSecret(connection, id, wanted));
        return writeAudit(connection, contextOf(request), {u"webhook.set_secret"_s, {{u"id"_s, uuidText(id)}}}, parts.clock.nowMs());
    };
    return parts.records->change(request, webhookType(), u"webhook.update"_s, revision, {{kSecret}, keep});
}

Result<Reply> remove(const Parts &parts, const Request &request)
{
    const auto forget = [](PgConnection &connection, const QUuid &id, const QJsonObject &) { return WebhookStore::forgetSecret(connection, id); };
    return parts.records->remove(request, webhookType(), u"webhook.remove"_s, {{}, forget});
}

Result<Reply> listDeliveries(const Parts &parts, const Request &request)
{
    static const std::string rowSql = rowJsonSql(deliveryType(), "t");
    RAWI_ASSIGN(const QUuid webhook, idParameter(request, webhookType()));
    RAWI_TRY(parts.records->read(webhookType(), webhook, request.session.actor)); // or it is not there
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

// Of a command whose body also gives the secret.
Route withSecret(const Parts &parts, const CommandPath &path)
{
    Route route = commandRoute(parts.records, webhookType(), path);
    route.body->append(textArg("secret", 200));
    return route;
}

void addDeliveryRoutes(RoutingTable &table, const Parts &parts)
{
    add(table, listRoute(kDeliveries, "What was sent to a webhook or waits to be, newest first", deliveryType(), {},
                         {enumArg<DeliveryState>("state")}),
        parts, &listDeliveries);
    Route again;
    again.method = Method::Post;
    again.pattern = kReplay;
    again.summary = "Send a delivery again that is dead or was delivered";
    again.rate = RateClass::Write;
    again.successStatus = 202;
    again.responseSchema = schemaRef(deliveryType());
    add(table, std::move(again), parts, &replay);
}

} // namespace

void addWebhookRoutes(RoutingTable &table, PgPool &pool, CommandService &commands, WebhookService &service)
{
    const Parts parts{std::make_shared<const RecordService>(pool, commands), service, commands.clock()};
    addRecordRoutes(table, parts.records, webhookType(),
                    {.collection = kCollection, .one = "webhook", .many = "webhooks: who is told of the newsroom's events",
                     .readBy = kManageWebhooks});
    add(table,
        withSecret(parts, {Method::Post, kCollection,
                           "Tell a server of events, signed as Standard Webhooks says, but of no record that the webhook's owner (who "
                           "made or changed it last) may not see; a secret the server makes is in this answer and nowhere else",
                           u"webhook.create"_s}),
        parts, &create);
    add(table, withSecret(parts, {Method::Patch, kOne, "Change a webhook, or replace its secret", u"webhook.update"_s}), parts, &change);
    add(table, commandRoute(parts.records, webhookType(),
                            {Method::Delete, kOne, "Remove a webhook, its deliveries and its secret", u"webhook.remove"_s}),
        parts, &remove);
    addDeliveryRoutes(table, parts);
}

} // namespace rawi::server
