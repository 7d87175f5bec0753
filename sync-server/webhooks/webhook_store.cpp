#include "sync-server/webhooks/webhook_store.h"

#include "sync-server/webhooks/webhook_signature.h"

#include <QJsonDocument>

namespace rawi::server {

namespace {

QString secretName(const QUuid &webhook)
{
    return u"webhook/"_s + uuidText(webhook);
}

} // namespace

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

Result<void> WebhookStore::keepSecret(PgConnection &connection, const QUuid &webhook, const QString &secret)
{
    RAWI_TRY(checkWebhookSecret(secret));
    return m_secrets.put(connection, secretName(webhook), secret.toUtf8());
}

Result<void> WebhookStore::forgetSecret(PgConnection &connection, const QUuid &webhook)
{
    return SealedSecrets::remove(connection, secretName(webhook));
}

Result<QString> WebhookStore::secretOf(PgConnection &connection, const QUuid &webhook) const
{
    RAWI_ASSIGN(const QByteArray secret, m_secrets.reveal(connection, secretName(webhook)));
    return QString::fromUtf8(secret);
}

} // namespace rawi::server
