#include "sync-server/webhooks/delivery_store.h"

#include "core/base/clock.h"
#include "core/text/truncate.h"
#include "sync-server/feed/audit_log.h"
#include "sync-server/pg/pg_text.h"
#include "sync-server/pg/row_store.h"

#include <QJsonDocument>

#include <algorithm>

namespace rawi::server {

namespace {

// As Standard Webhooks recommends: type and timestamp, and everything else in data.
std::string bodyOf(const ToldEvent &told)
{
    const QJsonObject body{{u"type"_s, told.event.type}, {u"timestamp"_s, timestampText(told.at)}, {u"data"_s, told.toJson()}};
    return QJsonDocument(body).toJson(QJsonDocument::Compact).toStdString();
}

} // namespace

DeliveryStore::DeliveryStore(PgPool &pool, QString owner) : m_pool(pool), m_owner(owner.toStdString()) { }

Result<int> DeliveryStore::enqueue(PgConnection &connection, const RuleBook &rules, const ToldEvent &told,
                                   const QList<Subscription> &subscriptions)
{
    QList<Subscription> wanting;
    std::copy_if(subscriptions.begin(), subscriptions.end(), std::back_inserter(wanting),
                 [&told](const Subscription &one) { return hasEventType(one.types, told.event.type); });
    if (wanting.isEmpty()) {
        return 0;
    }
    RAWI_ASSIGN(const Audience audience, audienceOf(connection, rules, namingOf(told.toJson())));
    std::vector<std::string> webhooks;
    std::vector<std::string> ids;
    for (const Subscription &one : std::as_const(wanting)) {
        if (reaches(audience, one.owner)) {
            webhooks.push_back(pgUuid(one.webhook));
            ids.push_back(pgUuid(QUuid::createUuidV5(told.id, uuidText(one.webhook))));
        }
    }
    if (ids.empty()) {
        return 0;
    }
    RAWI_TRY(connection.exec("INSERT INTO webhook_deliveries (workspace, id, webhook, event, seq, type, subject, body, correlation)"
                             " SELECT w.workspace, d.id, w.id, $3, $4, $5, $6, $7, $8 FROM unnest($1::uuid[], $2::uuid[]) AS d (webhook, id)"
                             " JOIN webhooks w ON w.id = d.webhook ON CONFLICT (webhook, event) DO NOTHING",
                             {pgArray(webhooks), pgArray(ids), pgUuid(told.id), std::to_string(told.seq), told.event.type.toStdString(),
                              told.event.subject.isNull() ? PgParam() : PgParam(pgUuid(told.event.subject)), bodyOf(told),
                              told.by.correlationId.toStdString()}));
    return static_cast<int>(ids.size());
}

Result<bool> DeliveryStore::mayBeHeard(const RuleBook &rules, const Delivery &delivery)
{
    const QJsonObject told = QJsonDocument::fromJson(delivery.body).object().value("data"_L1).toObject();
    return m_pool.with<bool>([&](PgConnection &connection) -> Result<bool> {
        RAWI_ASSIGN(const Audience audience, audienceOf(connection, rules, namingOf(told)));
        if (!audience) {
            return true;
        }
        RAWI_ASSIGN(const PgRows rows, connection.exec("SELECT owner FROM webhooks WHERE id = $1", {pgUuid(delivery.webhook)}));
        return rows.count() > 0 && reaches(audience, uuidFromText(rows.string(0, 0)));
    });
}

Result<std::optional<Delivery>> DeliveryStore::claim()
{
    static const std::string kClaim =
        "WITH busy AS MATERIALIZED (SELECT webhook FROM webhook_deliveries WHERE state = 'pending' AND lease_until > now())"
        " UPDATE webhook_deliveries d SET fence = d.fence + 1, leased_by = $1, lease_until = now() + make_interval(secs => "
        + std::to_string(kLeaseSeconds)
        + ") FROM webhooks w WHERE w.id = d.webhook AND d.id = (SELECT n.id FROM webhook_deliveries n"
          " JOIN webhooks a ON a.id = n.webhook AND a.active WHERE n.state = 'pending' AND n.run_after <= now()"
          " AND n.webhook NOT IN (SELECT webhook FROM busy)"
          " AND NOT EXISTS (SELECT FROM webhook_deliveries b WHERE b.webhook = n.webhook AND b.state = 'pending'"
          " AND b.subject = n.subject AND b.seq < n.seq)"
          " ORDER BY n.run_after, n.seq LIMIT 1)"
          " RETURNING d.id, d.webhook, w.url, d.type, d.body, d.correlation, d.attempts,"
          " (extract(epoch FROM d.queued_at) * 1000)::bigint, d.fence";
    return m_pool.with<std::optional<Delivery>>([&](PgConnection &connection) -> Result<std::optional<Delivery>> {
        RAWI_ASSIGN(PgTransaction transaction, PgTransaction::begin(connection));
        // Claims go one after another, so that each sees what the one before took.
        RAWI_TRY(connection.exec("SELECT pg_advisory_xact_lock(hashtextextended('webhook_deliveries', 0))"));
        RAWI_ASSIGN(const PgRows rows, connection.exec(kClaim, {m_owner}));
        RAWI_TRY(transaction.commit());
        if (rows.count() == 0) {
            return std::optional<Delivery>();
        }
        return std::optional<Delivery>(
            {uuidFromText(rows.string(0, 0)), uuidFromText(rows.string(0, 1)), rows.string(0, 2), rows.string(0, 3),
             QByteArray(rows.text(0, 4).data(), static_cast<qsizetype>(rows.text(0, 4).size())), rows.string(0, 5),
             static_cast<int>(rows.integer(0, 6)), rows.integer(0, 7), rows.integer(0, 8)});
    });
}

Result<int> DeliveryStore::dueInMs(int longestMs)
{
    return m_pool.with<int>([&](PgConnection &connection) -> Result<int> {
        RAWI_ASSIGN(const PgRows rows,
                    // One may have become due since the claim; one that waits for another is not asked for long.
                    connection.exec("SELECT least($1::bigint, greatest(20, ceil(extract(epoch FROM min(run_after) - now()) * 1000)))::bigint"
                                    " FROM webhook_deliveries WHERE state = 'pending' AND run_after > now() - interval '1 second'"
                                    " HAVING count(*) > 0",
                                    {std::to_string(longestMs)}));
        return rows.count() == 0 ? longestMs : static_cast<int>(rows.integer(0, 0));
    });
}

Result<void> DeliveryStore::held(const std::string &sql, const Delivery &delivery, const PgParams &more)
{
    PgParams params{pgUuid(delivery.id), std::to_string(delivery.fence)};
    params.insert(params.end(), more.begin(), more.end());
    return m_pool.with<void>([&](PgConnection &connection) -> Result<void> {
        RAWI_ASSIGN(const PgRows rows, connection.exec(sql + " WHERE id = $1 AND fence = $2 AND state = 'pending'", params));
        return rows.affected() > 0 ? Result<void>()
                                   : Error{ErrorCode::Locked, uuidText(delivery.id), u"another server has this delivery"_s};
    });
}

Result<void> DeliveryStore::settle(const Delivery &delivery, const Attempt &attempt)
{
    return held("UPDATE webhook_deliveries SET rev = rev + 1, state = $3, attempts = attempts + $4::bigint, status = $5, reason = $6,"
                " run_after = now() + make_interval(secs => $7::float / 1000), lease_until = NULL, updated_at = now()",
                delivery,
                {enumText(attempt.state).toStdString(), attempt.counts ? "1" : "0", std::to_string(attempt.status),
                 pgText(truncated(attempt.reason, 1000)), std::to_string(attempt.delayMs)});
}

Result<void> DeliveryStore::giveBack(const Delivery &delivery)
{
    return held("UPDATE webhook_deliveries SET lease_until = NULL", delivery, {});
}

Result<void> DeliveryStore::releaseOwn()
{
    return m_pool.with<void>([&](PgConnection &connection) -> Result<void> {
        RAWI_TRY(connection.exec("UPDATE webhook_deliveries SET lease_until = NULL WHERE state = 'pending' AND leased_by = $1"
                                 " AND lease_until IS NOT NULL",
                                 {m_owner}));
        return {};
    });
}

Result<void> DeliveryStore::replay(const CommandContext &who, const QUuid &webhook, const QUuid &id)
{
    return m_pool.with<void>([&](PgConnection &connection) -> Result<void> {
        RAWI_ASSIGN(PgTransaction transaction, PgTransaction::begin(connection));
        RAWI_ASSIGN(const PgRows rows, connection.exec("SELECT state FROM webhook_deliveries WHERE webhook = $1 AND id = $2 FOR UPDATE",
                                                       {pgUuid(webhook), pgUuid(id)}));
        const QString name = u"webhook_deliveries/"_s + uuidText(id);
        if (rows.count() == 0) {
            return Error{ErrorCode::NotFound, name, u"there is no such delivery; it may be too long ago"_s};
        }
        if (rows.text(0, 0) == "pending") {
            return Error{ErrorCode::StateConflict, name, u"it is under way already"_s};
        }
        RAWI_TRY(connection.exec("UPDATE webhook_deliveries SET rev = rev + 1, state = 'pending', attempts = 0, run_after = now(),"
                                 " queued_at = now(), lease_until = NULL, updated_at = now() WHERE webhook = $1 AND id = $2",
                                 {pgUuid(webhook), pgUuid(id)}));
        const QJsonObject args{{u"id"_s, uuidText(webhook)}, {u"delivery"_s, uuidText(id)}};
        RAWI_TRY(writeAudit(connection, who, {u"webhook.replay"_s, args}, SystemClock().nowMs()));
        return transaction.commit();
    });
}

Result<void> DeliveryStore::forgetEnded()
{
    return m_pool.with<void>([](PgConnection &connection) -> Result<void> {
        RAWI_TRY(connection.exec("DELETE FROM webhook_deliveries WHERE state = 'delivered' AND updated_at < now() - interval '30 days'"
                                 " OR state = 'dead' AND updated_at < now() - interval '90 days'"));
        RAWI_TRY(connection.exec("DELETE FROM webhook_deliveries d USING (SELECT id, row_number() OVER"
                                 " (PARTITION BY webhook ORDER BY created_at DESC, id DESC) AS place FROM webhook_deliveries"
                                 " WHERE state <> 'pending') old WHERE d.id = old.id"
                                 " AND d.state <> 'pending' AND old.place > $1",
                                 {std::to_string(kMostKept)}));
        return {};
    });
}

Result<std::string> DeliveryStore::metrics()
{
    return m_pool.with<std::string>([](PgConnection &connection) -> Result<std::string> {
        RAWI_ASSIGN(const PgRows rows,
                    connection.exec("SELECT count(*) FILTER (WHERE state = 'pending'), count(*) FILTER (WHERE state = 'dead')"
                                    " FROM webhook_deliveries WHERE state <> 'delivered'"));
        std::string text = "# HELP rawi_webhook_deliveries Deliveries of webhooks that wait, and that were given up.\n"
                           "# TYPE rawi_webhook_deliveries gauge\nrawi_webhook_deliveries{state=\"pending\"} ";
        text.append(rows.text(0, 0)).append("\nrawi_webhook_deliveries{state=\"dead\"} ").append(rows.text(0, 1)).append("\n");
        return text;
    });
}

} // namespace rawi::server
