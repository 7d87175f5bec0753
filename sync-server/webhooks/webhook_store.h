#pragma once

#include "core/webhooks/webhook.h"
#include "sync-server/outgoing/sealed_secrets.h"

namespace rawi::server {

// An active webhook as who tells events needs it.
struct Subscription {
    QUuid webhook;
    QUuid owner;
    QStringList types;
};

// What of webhooks is none of the rule book's: who is told of what, and their secrets. Thread-safe.
class WebhookStore {
public:
    explicit WebhookStore(SealedSecrets &secrets) : m_secrets(secrets) { }

    static Result<QList<Subscription>> subscriptions(PgConnection &connection);
    // Inside the transaction of the webhook's own command. Errors: those of checkWebhookSecret().
    Result<void> keepSecret(PgConnection &connection, const QUuid &webhook, const QString &secret);
    static Result<void> forgetSecret(PgConnection &connection, const QUuid &webhook);
    // Errors: NotFound, CorruptData.
    Result<QString> secretOf(PgConnection &connection, const QUuid &webhook) const;

private:
    SealedSecrets &m_secrets;
};

} // namespace rawi::server
