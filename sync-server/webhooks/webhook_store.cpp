#include "sync-server/webhooks/webhook_store.h"

#include "core/base/clock.h"
#include "sync-server/feed/audit_log.h"
#include "sync-server/outgoing/outgoing.h"
#include "sync-server/pg/pg_text.h"
#include "sync-server/pg/row_store.h"
#include "sync-server/webhooks/webhook_signature.h"

#include <QJsonDocument>

namespace rawi::server {

namespace {

const std::string kWorkspace = "(SELECT id FROM workspaces ORDER BY created_at, id LIMIT 1)";

QString secretName(const QUuid &id)
{
    return u"webhook/"_s + uuidText(id);
}

// The row, locked. Errors: NotFound.
Result<Webhook> locked(PgConnection &connection, const QUuid &id)
{
    static const std::string sql = "SELECT " + rowJsonSql(recordInfo<Webhook>(), "w") + " FROM webhooks w WHERE w.id = $1 FOR UPDATE";
    RAWI_ASSIGN(const PgRows rows, connection.exec(sql, {pgUuid(id)}));
    if (rows.count() == 0) {
        return Error{ErrorCode::NotFound, u"webhooks/"_s + uuidText(id), u"there is no such webhook"_s};
    }
    return fromJson<Webhook>(QJsonDocument::fromJson(rows.string(0, 0).toUtf8()).object());
}

Result<Webhook> locked(PgConnection &connection, const QUuid &id, qint64 expectedRev)
{
    RAWI_ASSIGN(Webhook webhook, locked(connection, id));
    if (expectedRev != 0 && webhook.rev != expectedRev) {
        return Error{ErrorCode::RevisionConflict, u"webhooks/"_s + uuidText(id),
                     u"it is at revision %1, not %2"_s.arg(webhook.rev).arg(expectedRev)};
    }
    return webhook;
}

Result<void> check(const Webhook &webhook, const QString &secret)
{
    RAWI_TRY(checkRow(recordInfo<Webhook>(), toJson(webhook)));
    RAWI_TRY(checkWebhook(webhook));
    if (!secret.isEmpty()) {
        RAWI_TRY(checkWebhookSecret(secret));
    }
    const Result<void> address = Outgoing::checkUrl(webhook.url);
    return address ? Result<void>() : Error{address.error().code, u"url"_s, address.error().detail, SubjectKind::Field};
}

} // namespace

WebhookStore::WebhookStore(PgPool &pool, SealedSecrets &secrets, const Clock &clock)
    : m_pool(pool), m_secrets(secrets), m_clock(clock)
{
}

Result<void> WebhookStore::create(const CommandContext &context, Webhook webhook, const QString &secret)
{
    webhook.rev = 1;
    webhook.createdBy = webhook.owner = context.actor.id;
    webhook.createdAt = webhook.updatedAt = {m_clock.nowMs()};
    RAWI_TRY(check(webhook, secret));
    return m_pool.with<void>([&](PgConnection &connection) -> Result<void> {
        RAWI_ASSIGN(PgTransaction transaction, PgTransaction::begin(connection));
        RAWI_TRY(connection.exec("INSERT INTO webhooks (workspace, id, rev, url, types, active, description, created_by, created_at)"
                                 " VALUES (" + kWorkspace + ", $1, 0, '', '[]', false, '', $2, $3)",
                                 {pgUuid(webhook.id.uuid()), pgOptional(webhook.createdBy.uuid()),
                                  timestampText(webhook.createdAt).toStdString()}));
        RAWI_TRY(write(connection, context, u"webhook.create"_s, webhook, secret));
        return committed(transaction);
    });
}

Result<void> WebhookStore::change(const CommandContext &context, const QUuid &id, qint64 expectedRev, const QJsonObject &changes,
                                  const QString &secret)
{
    return m_pool.with<void>([&](PgConnection &connection) -> Result<void> {
        RAWI_ASSIGN(PgTransaction transaction, PgTransaction::begin(connection));
        RAWI_ASSIGN(const Webhook before, locked(connection, id, expectedRev));
        QJsonObject row = toJson(before);
        for (auto it = changes.begin(); it != changes.end(); ++it) {
            row.insert(it.key(), it.value());
        }
        RAWI_TRY(checkRow(recordInfo<Webhook>(), row));
        Webhook webhook = fromJson<Webhook>(row);
        webhook.rev = before.rev + 1;
        webhook.owner = context.actor.id; // who points it elsewhere gets nothing that they may not see
        webhook.updatedAt = {m_clock.nowMs()};
        RAWI_TRY(check(webhook, secret));
        RAWI_TRY(write(connection, context, u"webhook.update"_s, webhook, secret));
        return committed(transaction);
    });
}

Result<void> WebhookStore::remove(const CommandContext &context, const QUuid &id, qint64 expectedRev)
{
    return m_pool.with<void>([&](PgConnection &connection) -> Result<void> {
        RAWI_ASSIGN(PgTransaction transaction, PgTransaction::begin(connection));
        RAWI_ASSIGN(const Webhook before, locked(connection, id, expectedRev));
        RAWI_TRY(connection.exec("DELETE FROM webhooks WHERE id = $1", {pgUuid(id)}));
        RAWI_TRY(SealedSecrets::remove(connection, secretName(id)));
        RAWI_TRY(audit(connection, context, u"webhook.remove"_s, {{u"id"_s, uuidText(id)}}, before.rev + 1));
        return transaction.commit();
    });
}

Result<void> WebhookStore::committed(PgTransaction &transaction)
{
    RAWI_TRY(transaction.commit());
    if (m_changed) {
        m_changed();
    }
    return {};
}

Result<Webhook> WebhookStore::find(const QUuid &id)
{
    return m_pool.with<Webhook>([&](PgConnection &connection) { return locked(connection, id); });
}

Result<QList<Subscription>> WebhookStore::subscriptions(PgConnection &connection)
{
    RAWI_ASSIGN(const PgRows rows, connection.exec("SELECT id, owner, types FROM webhooks WHERE active ORDER BY id"));
    QList<Subscription> all;
    for (int row = 0; row < rows.count(); ++row) {
        const QStringList types = QJsonDocument::fromJson(rows.string(row, 2).toUtf8()).toVariant().toStringList();
        all.append({uuidFromText(rows.string(row, 0)), uuidFromText(rows.string(row, 1)), types});
    }
    return all;
}

Result<QString> WebhookStore::secretOf(PgConnection &connection, const QUuid &id) const
{
    RAWI_ASSIGN(const QByteArray secret, m_secrets.reveal(connection, secretName(id)));
    return QString::fromUtf8(secret);
}

Result<void> WebhookStore::write(PgConnection &connection, const CommandContext &context, const QString &command,
                                 const Webhook &webhook, const QString &secret)
{
    QByteArray types = QJsonDocument(QJsonArray::fromStringList(webhook.types)).toJson(QJsonDocument::Compact);
    RAWI_TRY(connection.exec("UPDATE webhooks SET rev = $2, url = $3, types = $4, active = $5, description = $6, updated_at = $7,"
                             " owner = $8 WHERE id = $1",
                             {pgUuid(webhook.id.uuid()), std::to_string(webhook.rev), webhook.url.toStdString(), types.toStdString(),
                              webhook.active ? "t" : "f", webhook.description.toStdString(),
                              timestampText(webhook.updatedAt).toStdString(), pgOptional(webhook.owner.uuid())}));
    if (!secret.isEmpty()) {
        RAWI_TRY(m_secrets.put(connection, secretName(webhook.id.uuid()), secret.toUtf8()));
    }
    QJsonObject args{{u"id"_s, webhook.id.text()},
                     {u"url"_s, maskedUrl(webhook.url)}, // its path and query may be a secret
                     {u"types"_s, QJsonArray::fromStringList(webhook.types)},
                     {u"active"_s, webhook.active},
                     {u"secret_given"_s, !secret.isEmpty()}};
    return audit(connection, context, command, args, webhook.rev);
}

Result<void> WebhookStore::audit(PgConnection &connection, const CommandContext &context, const QString &command,
                                 const QJsonObject &args, qint64 rev)
{
    const QUuid id = uuidFromText(args.value("id"_L1).toString());
    return writeAudit(connection, context, {command, args, {auditedRow(recordInfo<Webhook>().name, id, rev)}}, m_clock.nowMs());
}

} // namespace rawi::server
