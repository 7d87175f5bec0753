#pragma once

#include "sync-server/feed/event_line.h"
#include "sync-server/outgoing/outgoing.h"
#include "sync-server/pg/wake_signal.h"
#include "sync-server/webhooks/delivery_store.h"
#include "sync-server/webhooks/webhook_store.h"

namespace rawi::server {

// When a delivery is tried again, and when no more.
struct WebhookRetries {
    int firstMs = 5'000; // full jitter, doubled each time
    int longestMs = 3'600'000;
    int attempts = 12;
    qint64 longestWaitMs = 3LL * 24 * 3600 * 1000; // also while the receiver is left alone
};

// Tells other servers what happened here: consumes the workspace's events, and sends each to the webhooks that want it,
// signed, until it is taken or dead. Thread-safe but for the set-up.
class WebhookService {
public:
    // `owner` as DeliveryStore's.
    WebhookService(PgPool &pool, CommandService &commands, SealedSecrets &secrets, Outgoing &outgoing, const QString &owner,
                   const WebhookRetries &retries = {});
    ~WebhookService();

    // Before the line's start().
    void listenTo(EventLine &line);
    // Errors: the database's.
    Result<void> start();
    // Calls under way must be ended by Outgoing::stop() before; their deliveries go on at the next start.
    void stop();
    void wake();

    WebhookStore &webhooks() { return m_webhooks; }
    DeliveryStore &deliveries() { return m_deliveries; }
    // As DeliveryStore::replay().
    Result<void> replay(const CommandContext &who, const QUuid &webhook, const QUuid &delivery);

private:
    void run();
    void send(const Delivery &delivery);
    void settle(const Delivery &delivery, const Attempt &attempt);
    Result<OutgoingReply> post(const Delivery &delivery);
    Attempt verdict(const Delivery &delivery, const Result<OutgoingReply> &reply) const;
    int pauseMs(const Delivery &delivery, const Result<OutgoingReply> &reply) const;

    PgPool &m_pool;
    CommandService &m_commands;
    Outgoing &m_outgoing;
    const WebhookRetries m_retries;
    WebhookStore m_webhooks;
    DeliveryStore m_deliveries;
    std::vector<std::thread> m_threads;
    WakeSignal m_signal;
    // The consumer's thread's alone.
    bool m_hasQueued = false; // since the senders were woken last
    QList<Subscription> m_subscriptions; // of this round
};

} // namespace rawi::server
