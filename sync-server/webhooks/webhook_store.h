#pragma once

#include "core/webhooks/webhook.h"
#include "sync-server/feed/command_service.h"
#include "sync-server/outgoing/sealed_secrets.h"

namespace rawi::server {

// An active webhook as who tells events needs it.
struct Subscription {
    QUuid webhook;
    QUuid owner;
    QStringList types;
};

// Who is told of what: the rows of webhooks, written with an audit record in one transaction. In PostgreSQL only; no
// desk holds them. Thread-safe.
class WebhookStore {
public:
    WebhookStore(PgPool &pool, SealedSecrets &secrets, const Clock &clock);
    // Called after one was made or changed here; set before any is.
    void onChanged(std::function<void()> changed) { m_changed = std::move(changed); }

    // Errors: those of checkWebhook() and of the address; AlreadyExists when the id is taken.
    Result<void> create(const CommandContext &context, Webhook webhook, const QString &secret);
    // Sets the members of `changes` that are fields, and `secret` when it is not empty. `expectedRev` 0 = any.
    // Errors: NotFound, RevisionConflict, as create().
    Result<void> change(const CommandContext &context, const QUuid &id, qint64 expectedRev, const QJsonObject &changes,
                        const QString &secret);
    // With its deliveries and its secret. Errors: NotFound, RevisionConflict.
    Result<void> remove(const CommandContext &context, const QUuid &id, qint64 expectedRev);
    // Errors: NotFound.
    Result<Webhook> find(const QUuid &id);
    static Result<QList<Subscription>> subscriptions(PgConnection &connection);
    // Errors: NotFound, CorruptData.
    Result<QString> secretOf(PgConnection &connection, const QUuid &id) const;

private:
    Result<void> write(PgConnection &connection, const CommandContext &context, const QString &command, const Webhook &webhook,
                       const QString &secret);
    Result<void> audit(PgConnection &connection, const CommandContext &context, const QString &command, const QJsonObject &args,
                       qint64 rev);

    Result<void> committed(PgTransaction &transaction);

    std::function<void()> m_changed;
    PgPool &m_pool;
    SealedSecrets &m_secrets;
    const Clock &m_clock;
};

} // namespace rawi::server
