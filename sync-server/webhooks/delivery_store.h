#pragma once

#include "core/webhooks/webhook.h"
#include "sync-server/feed/command_service.h"
#include "sync-server/feed/event_log.h"
#include "sync-server/webhooks/webhook_store.h"

namespace rawi::server {

// A delivery as its sender holds it.
struct Delivery {
    QUuid id;
    QUuid webhook;
    QString url;
    QString type;
    QByteArray body;
    QString correlationId;
    int attempts = 0; // begun so far, without this one
    qint64 queuedMs = 0;
    qint64 fence = 0;
};

// What an attempt came to.
struct Attempt {
    DeliveryState state = DeliveryState::Pending;
    bool counts = true; // false: the receiver was not even asked
    int status = 0;
    QString reason;
    int delayMs = 0; // of a pending one
};

// The rows of deliveries. Thread-safe; each call is one statement or one short transaction.
// They are no jobs: one that ended would tell job.completed, a webhook would be told of that, and so on for ever; and what waits here
// waits for an earlier one, for its webhook or for a host that is left alone, which does not count as tried. No other work does.
class DeliveryStore {
public:
    // `owner` names this server the same at every start, and no other one.
    DeliveryStore(PgPool &pool, QString owner);

    // Inside the consumer's transaction: one delivery to each webhook that wants the event and whose owner may know of what it
    // tells. An event that comes again makes none again. How many are told.
    static Result<int> enqueue(PgConnection &connection, const RuleBook &rules, const ToldEvent &told,
                               const QList<Subscription> &subscriptions);
    // Whether the webhook's owner may know of it still, at the moment of sending.
    Result<bool> mayBeHeard(const RuleBook &rules, const Delivery &delivery);
    // The next due one, leased; one at a time of a webhook, and of a subject none before the ones told earlier.
    Result<std::optional<Delivery>> claim();
    // How long until one is due, at most `longestMs`.
    Result<int> dueInMs(int longestMs);
    // Errors: Locked (another server has it, or the webhook is gone).
    Result<void> settle(const Delivery &delivery, const Attempt &attempt);
    // Gives it back untried: the server stops.
    Result<void> giveBack(const Delivery &delivery);
    // What a killed server of this name held is due at once.
    Result<void> releaseOwn();
    // One that ended goes out again. Errors: NotFound, StateConflict (it is under way).
    Result<void> replay(const CommandContext &who, const QUuid &webhook, const QUuid &id);
    // Drops delivered ones after 30 days, dead ones after 90, and of each webhook all but the newest kMostKept that ended.
    Result<void> forgetEnded();
    // How many are in each state, by its name.
    Result<std::string> metrics();

    static constexpr int kLeaseSeconds = 60;
    static constexpr int kMostKept = 5'000;

private:
    Result<void> held(const std::string &sql, const Delivery &delivery, const PgParams &more);

    PgPool &m_pool;
    const std::string m_owner;
};

} // namespace rawi::server
