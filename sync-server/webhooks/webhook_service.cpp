#include "sync-server/webhooks/webhook_service.h"

#include "core/base/clock.h"
#include "core/base/jitter.h"
#include "core/base/log.h"
#include "sync-server/webhooks/webhook_signature.h"

#include <algorithm>

namespace rawi::server {

namespace {

const QString kConsumer = u"webhooks"_s;
constexpr int kSenders = 3;
constexpr int kPollMs = 2'000; // for what another server told
constexpr int kConnectMs = 5'000;
constexpr int kTotalMs = 10'000;
constexpr qint64 kLargestAnswer = 64 * 1024; // nobody reads it

bool isTaken(const Result<OutgoingReply> &reply)
{
    return reply && reply->status >= 200 && reply->status < 300;
}

QString reasonOf(const Result<OutgoingReply> &reply)
{
    if (!reply) {
        return reply.error().toString();
    }
    return reply->status >= 300 && reply->status < 400
        ? u"it answered %1, and a webhook is not sent on; give the address it moved to"_s.arg(reply->status)
        : u"it answered %1"_s.arg(reply->status);
}

} // namespace

WebhookService::WebhookService(PgPool &pool, CommandService &commands, SealedSecrets &secrets, Outgoing &outgoing, const QString &owner,
                               const WebhookRetries &retries)
    : m_pool(pool), m_commands(commands), m_outgoing(outgoing), m_retries(retries), m_webhooks(secrets), m_deliveries(pool, owner)
{
}

WebhookService::~WebhookService()
{
    stop();
}

void WebhookService::listenTo(EventLine &line)
{
    const auto queue = [this](PgConnection &connection, const ToldEvent &told) -> Result<void> {
        RAWI_ASSIGN(const int listeners, DeliveryStore::enqueue(connection, m_commands.rules(), told, m_subscriptions));
        m_hasQueued = m_hasQueued || listeners > 0;
        return {};
    };
    // Most events of most newsrooms are nobody's: the senders sleep on, and the consumer does until its next look.
    const auto wakeSenders = [this] {
        if (std::exchange(m_hasQueued, false)) {
            wake();
        }
    };
    const auto wanted = [this](PgConnection &connection) -> Result<QStringList> {
        RAWI_ASSIGN(m_subscriptions, WebhookStore::subscriptions(connection));
        QStringList types;
        for (const Subscription &one : std::as_const(m_subscriptions)) {
            types += one.types;
        }
        types.removeDuplicates();
        return types;
    };
    line.addConsumer(kConsumer, {u"*"_s}, queue, {.after = wakeSenders, .wanted = wanted});
    m_commands.watch(recordInfo<Webhook>(), [&line](const QList<RowChange> &) { line.wantedChanged(kConsumer); });
}

Result<void> WebhookService::start()
{
    RAWI_TRY(m_deliveries.releaseOwn());
    m_signal.begin();
    for (int i = 0; i < kSenders; ++i) {
        m_threads.emplace_back([this] { run(); });
    }
    return {};
}

void WebhookService::stop()
{
    m_commands.watch(recordInfo<Webhook>(), {});
    m_signal.end();
    std::for_each(m_threads.begin(), m_threads.end(), [](std::thread &thread) { thread.join(); });
    m_threads.clear();
}

void WebhookService::wake()
{
    m_signal.wake();
}

void WebhookService::run()
{
    while (!m_signal.isEnding()) {
        const quint64 seen = m_signal.wakes();
        const Result<std::optional<Delivery>> delivery = m_deliveries.claim();
        if (delivery && *delivery) {
            send(**delivery);
            continue;
        }
        if (!delivery) {
            qCWarning(lcServer).noquote() << "webhooks:" << delivery.error().toString();
        }
        const Result<int> pause = m_deliveries.dueInMs(kPollMs);
        m_signal.wait(seen, std::chrono::milliseconds(pause ? *pause : kPollMs));
    }
}

void WebhookService::send(const Delivery &delivery)
{
    const Result<bool> isHeard = m_deliveries.mayBeHeard(m_commands.rules(), delivery);
    if (isHeard && !*isHeard) {
        const QString reason = u"the owner of this webhook may no longer see what it tells of"_s;
        return settle(delivery, {.state = DeliveryState::Dead, .counts = false, .reason = reason});
    }
    const Result<OutgoingReply> reply = isHeard ? post(delivery) : isHeard.error();
    const bool isStopping = !reply && reply.error().code == ErrorCode::Cancelled;
    if (!isStopping) {
        return settle(delivery, verdict(delivery, reply));
    }
    if (const Result<void> given = m_deliveries.giveBack(delivery); !given) {
        qCInfo(lcServer).noquote() << "webhook delivery" << uuidText(delivery.id) << given.error().toString();
    }
}

void WebhookService::settle(const Delivery &delivery, const Attempt &attempt)
{
    if (const Result<void> kept = m_deliveries.settle(delivery, attempt); !kept) {
        qCInfo(lcServer).noquote() << "webhook delivery" << uuidText(delivery.id) << kept.error().toString();
    }
}

Result<OutgoingReply> WebhookService::post(const Delivery &delivery)
{
    RAWI_ASSIGN(const QString secret, m_pool.with<QString>([&](PgConnection &connection) {
        return m_webhooks.secretOf(connection, delivery.webhook);
    }));
    const QByteArray id = uuidText(delivery.id).toLatin1();
    const qint64 seconds = m_commands.clock().nowMs() / 1000;
    RAWI_ASSIGN(const QByteArray signature, webhookSignature(secret, id, seconds, delivery.body));
    OutgoingRequest request{.method = "POST",
                            .url = delivery.url,
                            .headers = {{"Content-Type", "application/json"},
                                        {"webhook-id", id},
                                        {"webhook-timestamp", QByteArray::number(seconds)},
                                        {"webhook-signature", signature}},
                            .body = delivery.body,
                            .correlationId = delivery.correlationId,
                            .largestBody = kLargestAnswer,
                            .connectMs = kConnectMs,
                            .totalMs = kTotalMs,
                            .redirects = 0};
    return m_outgoing.call(request);
}

Attempt WebhookService::verdict(const Delivery &delivery, const Result<OutgoingReply> &reply) const
{
    Attempt attempt;
    attempt.status = reply ? reply->status : 0;
    if (isTaken(reply)) {
        attempt.state = DeliveryState::Delivered;
        return attempt;
    }
    attempt.reason = reasonOf(reply);
    // Its host is left alone: nothing was tried.
    attempt.counts = reply || reply.error().code != ErrorCode::ServerUnavailable;
    const bool isLast = delivery.attempts + (attempt.counts ? 1 : 0) >= m_retries.attempts
        || m_commands.clock().nowMs() - delivery.queuedMs > m_retries.longestWaitMs;
    if (isLast) {
        attempt.state = DeliveryState::Dead;
        qCWarning(lcServer).noquote() << "webhook delivery" << uuidText(delivery.id) << "to" << uuidText(delivery.webhook)
                                      << "is given up:" << attempt.reason;
        return attempt;
    }
    attempt.delayMs = pauseMs(delivery, reply);
    return attempt;
}

// Full jitter; longer when the receiver asks for it (RFC 9110 §10.2.3, in seconds).
int WebhookService::pauseMs(const Delivery &delivery, const Result<OutgoingReply> &reply) const
{
    const qint64 drawn = fullJitterMs(delivery.attempts + 1, m_retries.firstMs, m_retries.longestMs);
    const qint64 asked = reply ? reply->header("retry-after").toLongLong() * 1000 : 0;
    return static_cast<int>(std::clamp<qint64>(asked, drawn, std::max<qint64>(drawn, m_retries.longestMs)));
}

Result<void> WebhookService::replay(const CommandContext &who, const QUuid &webhook, const QUuid &delivery)
{
    RAWI_TRY(m_deliveries.replay(who, webhook, delivery));
    wake();
    return {};
}

} // namespace rawi::server
