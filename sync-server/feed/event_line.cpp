#include "sync-server/feed/event_line.h"

#include "core/base/jitter.h"
#include "core/base/log.h"
#include "core/rules/plain.h"
#include "core/text/truncate.h"
#include "sync-server/feed/workspace.h"
#include "sync-server/pg/pg_text.h"
#include "sync-server/pg/row_store.h"

#include <QJsonDocument>

#include <algorithm>

namespace rawi::server {

namespace {

using std::chrono::milliseconds;

constexpr milliseconds kPoll{2000};  // for what another server told, or nobody woke us for
constexpr milliseconds kGather{50};  // between two looks, so that a busy newsroom is read in batches
constexpr int kBatch = 100;
constexpr auto kLongestBatch = std::chrono::seconds(5); // then the place is kept
constexpr milliseconds kAtOnce{0};

std::string textOf(const Error &error)
{
    return pgJson(toJson(Error{error.code, truncated(error.subject, 500), truncated(error.detail, 2000), error.kind}));
}

std::optional<Error> errorOf(const QString &text)
{
    const QJsonObject json = QJsonDocument::fromJson(text.toUtf8()).object();
    if (json.isEmpty()) {
        return std::nullopt;
    }
    return fromJson<Error>(json);
}

} // namespace

EventLine::EventLine(PgPool &pool, const EventBackOff &backOff) : m_pool(pool), m_backOff(backOff) { }

EventLine::~EventLine()
{
    stop();
}

void EventLine::addConsumer(const QString &name, const QStringList &types, Handler handler, EventHabits habits)
{
    m_consumers.push_back(std::make_unique<Consumer>(name, types, std::move(handler), std::move(habits)));
}

Result<void> EventLine::start()
{
    RAWI_TRY(m_pool.with<void>([this](PgConnection &connection) { return enter(connection); }));
    for (const std::unique_ptr<Consumer> &consumer : m_consumers) {
        consumer->signal.begin();
        consumer->thread = std::thread([this, one = consumer.get()] { run(*one); });
    }
    return {};
}

Result<void> EventLine::enter(PgConnection &connection)
{
    RAWI_ASSIGN(const Workspace workspace, readWorkspace(connection));
    m_workspace = workspace.id;
    for (const std::unique_ptr<Consumer> &consumer : m_consumers) {
        RAWI_TRY(connection.exec("INSERT INTO event_consumers (workspace, name, seq)"
                                 " SELECT $1, $2, event_head FROM feed_heads WHERE workspace = $1"
                                 " ON CONFLICT (workspace, name) DO UPDATE SET seen_at = now()",
                                 {pgUuid(m_workspace), consumer->name.toStdString()}));
    }
    return {};
}

void EventLine::stop()
{
    for (const std::unique_ptr<Consumer> &consumer : m_consumers) {
        consumer->signal.end();
    }
    for (const std::unique_ptr<Consumer> &consumer : m_consumers) {
        if (consumer->thread.joinable()) {
            consumer->thread.join();
        }
    }
}

void EventLine::wake(const QStringList &types)
{
    const auto wants = [&types](const QStringList &wanted) {
        return types.isEmpty()
            || std::any_of(types.begin(), types.end(), [&wanted](const QString &type) { return hasEventType(wanted, type); });
    };
    for (const std::unique_ptr<Consumer> &consumer : m_consumers) {
        bool isWanted = wants(consumer->types);
        if (isWanted && consumer->habits.wanted && !types.isEmpty()) {
            const std::lock_guard lock(consumer->mutex);
            isWanted = !consumer->wanted || wants(*consumer->wanted);
        }
        if (isWanted) { // else the next look passes over it
            consumer->signal.wake();
        }
    }
}

void EventLine::wantedChanged(const QString &name)
{
    for (const std::unique_ptr<Consumer> &consumer : m_consumers) {
        if (consumer->name == name) {
            const std::lock_guard lock(consumer->mutex);
            consumer->wanted.reset();
            ++consumer->wantedChanges;
        }
    }
}

void EventLine::run(Consumer &consumer)
{
    WakeSignal &signal = consumer.signal;
    while (!signal.isEnding()) {
        const quint64 seen = signal.wakes();
        const auto begun = std::chrono::steady_clock::now();
        const auto left = [begun](milliseconds pause) {
            return pause - std::chrono::duration_cast<milliseconds>(std::chrono::steady_clock::now() - begun);
        };
        const Result<milliseconds> pause = m_pool.with<milliseconds>(
            [&](PgConnection &connection) { return round(connection, consumer); });
        if (!pause) {
            qCWarning(lcServer).noquote() << "events for" << consumer.name + u':' << pause.error().toString();
            note(consumer, pause.error());
        }
        signal.waitForEnd(left(kGather));
        if (!pause || *pause > kAtOnce) {
            signal.wait(seen, left(pause ? *pause : kPoll));
        }
    }
}

// One look: how long until the next, when nobody wakes.
Result<milliseconds> EventLine::round(PgConnection &connection, Consumer &consumer)
{
    Place place;
    Batch batch;
    {
        RAWI_ASSIGN(PgTransaction transaction, PgTransaction::begin(connection));
        // A crash of PostgreSQL may lose the last rounds whole, place and effects together; they are then done again.
        RAWI_ASSIGN(const PgRows rows,
                    connection.exec("SELECT c.seq, c.failures, greatest(0, extract(epoch FROM c.retry_at - clock_timestamp()) * 1000)::bigint,"
                                    " h.event_head, set_config('synchronous_commit', 'off', true)"
                                    " FROM event_consumers c JOIN feed_heads h USING (workspace)"
                                    " WHERE c.workspace = $1 AND c.name = $2 FOR UPDATE OF c SKIP LOCKED",
                                    {pgUuid(m_workspace), consumer.name.toStdString()}));
        if (rows.count() == 0) {
            return kPoll; // another server works for it
        }
        if (rows.integer(0, 2) > 0) {
            return std::min(kPoll, milliseconds(rows.integer(0, 2)));
        }
        place = {rows.integer(0, 0), static_cast<int>(rows.integer(0, 1)), rows.integer(0, 3)};
        if (place.head <= place.seq) {
            // Less: the place is another server's newest, as its lock gives it, and the head is as of when the statement began.
            return place.head < place.seq ? kAtOnce : kPoll;
        }
        RAWI_ASSIGN(batch, work(connection, consumer, place));
        if (!batch.error || batch.seq > place.seq) {
            RAWI_ASSIGN(const milliseconds pause, keep(connection, consumer, place, batch));
            RAWI_TRY(transaction.commit());
            if (batch.seq > place.seq && consumer.habits.after) {
                consumer.habits.after();
            }
            return batch.error ? pause : batch.seq < place.head ? kAtOnce : kPoll;
        }
    }
    // Nothing was done: what the handler wrote went with the transaction. Another server may have taken over meanwhile.
    return keep(connection, consumer, place, batch);
}

Result<EventLine::Batch> EventLine::work(PgConnection &connection, Consumer &consumer, const Place &place)
{
    // Asked after the head was read: who came to want something before it was told is among those who want it.
    RAWI_ASSIGN(const QStringList types, wantedTypes(connection, consumer));
    if (types.isEmpty()) {
        return Batch{place.head, {}, {}};
    }
    RAWI_ASSIGN(const QList<ToldEvent> events, readEvents(connection, m_workspace, place.seq, place.head, types, kBatch));
    RAWI_ASSIGN(Batch batch, handOut(connection, consumer, events, place.seq));
    const bool isWhole = !batch.error && (events.isEmpty() || batch.seq == events.last().seq);
    if (isWhole && events.size() < kBatch) {
        batch.seq = place.head; // the rest is of other types
    }
    return batch;
}

Result<QStringList> EventLine::wantedTypes(PgConnection &connection, Consumer &consumer)
{
    if (!consumer.habits.wanted) {
        return consumer.types;
    }
    std::unique_lock lock(consumer.mutex);
    const quint64 changes = consumer.wantedChanges;
    lock.unlock();
    RAWI_ASSIGN(const QStringList wanted, consumer.habits.wanted(connection));
    lock.lock();
    if (consumer.wantedChanges == changes) { // else it may be older than the change
        consumer.wanted = wanted;
    }
    return wanted;
}

// In order, until one fails. The first needs no savepoint: when it fails there is nothing before it to keep.
Result<EventLine::Batch> EventLine::handOut(PgConnection &connection, const Consumer &consumer, const QList<ToldEvent> &events,
                                            qint64 after)
{
    const auto begun = std::chrono::steady_clock::now();
    Batch batch{after, {}, {}};
    for (const ToldEvent &event : events) {
        if (consumer.signal.isEnding() || std::chrono::steady_clock::now() - begun > kLongestBatch) {
            return batch;
        }
        const bool isFirst = &event == &events.first();
        if (!isFirst) {
            const bool isSecond = &event == &events.at(1);
            RAWI_TRY(connection.execScript(isSecond ? "SAVEPOINT event" : "RELEASE SAVEPOINT event; SAVEPOINT event"));
        }
        if (const Result<void> done = consumer.handler(connection, event); !done) {
            if (!isFirst) {
                RAWI_TRY(connection.execScript("ROLLBACK TO SAVEPOINT event"));
            }
            batch.error = done.error();
            batch.failed = event.event.type + u'/' + uuidText(event.id);
            return batch;
        }
        batch.seq = event.seq;
    }
    return batch;
}

Result<milliseconds> EventLine::keep(PgConnection &connection, const Consumer &consumer, const Place &place, const Batch &batch)
{
    // It failed before only when nothing came after its old place.
    const int failures = batch.error ? (batch.seq == place.seq ? place.failures : 0) + 1 : 0;
    const int pause = failures == 0 ? 0 : fullJitterMs(failures, m_backOff.firstMs, m_backOff.longestMs);
    RAWI_TRY(connection.exec("UPDATE event_consumers SET seq = $3, failures = $4, error = $5, seen_at = now(),"
                             " retry_at = clock_timestamp() + make_interval(secs => $6::float / 1000)"
                             " WHERE workspace = $1 AND name = $2 AND seq = $7",
                             {pgUuid(m_workspace), consumer.name.toStdString(), std::to_string(batch.seq), std::to_string(failures),
                              batch.error ? PgParam(textOf(*batch.error)) : PgParam(), std::to_string(pause), std::to_string(place.seq)}));
    if (failures == 1) { // a connection that was lost meanwhile is not the handler's fault, and did not come here
        qCWarning(lcServer).noquote() << "events:" << consumer.name << "failed at" << batch.failed << batch.error->toString();
    }
    return milliseconds(pause);
}

// A look whose transaction was lost. Nothing can be noted while the database is away, and nothing needs to.
void EventLine::note(const Consumer &consumer, const Error &error)
{
    const Result<void> noted = m_pool.with<void>([&](PgConnection &connection) -> Result<void> {
        RAWI_TRY(connection.exec("UPDATE event_consumers SET failures = failures + 1, error = $3"
                                 " WHERE workspace = $1 AND name = $2",
                                 {pgUuid(m_workspace), consumer.name.toStdString(), textOf(error)}));
        return {};
    });
    if (!noted) {
        qCInfo(lcServer).noquote() << "events for" << consumer.name + u':' << noted.error().toString();
    }
}

Result<QList<EventLine::ConsumerState>> EventLine::states() const
{
    return m_pool.with<QList<ConsumerState>>([](PgConnection &connection) -> Result<QList<ConsumerState>> {
        RAWI_ASSIGN(const PgRows rows,
                    connection.exec("SELECT c.name, h.event_head - c.seq, greatest(0, coalesce(extract(epoch FROM now() -"
                                    " (SELECT e.at FROM domain_events e WHERE e.workspace = c.workspace AND e.seq > c.seq"
                                    " ORDER BY e.seq LIMIT 1)), 0))::bigint, c.failures, coalesce(c.error::text, '')"
                                    " FROM event_consumers c JOIN feed_heads h USING (workspace) ORDER BY c.name"));
        QList<ConsumerState> states;
        for (int row = 0; row < rows.count(); ++row) {
            states.append({rows.string(row, 0), rows.integer(row, 1), rows.integer(row, 2),
                           static_cast<int>(rows.integer(row, 3)), errorOf(rows.string(row, 4))});
        }
        return states;
    });
}

Result<std::string> EventLine::metrics() const
{
    RAWI_ASSIGN(const QList<ConsumerState> consumers, states());
    QByteArray text;
    const auto gauge = [&](const char *name, const char *help, const auto &valueOf) {
        text.append("# HELP ").append(name).append(' ').append(help).append("\n# TYPE ").append(name).append(" gauge\n");
        for (const ConsumerState &one : consumers) {
            text.append(name).append("{consumer=\"").append(one.name.toUtf8()).append("\"} ").append(QByteArray::number(valueOf(one)));
            text.append('\n');
        }
    };
    gauge("rawi_event_consumer_lag", "Events told after the consumer's place.", [](const auto &one) { return one.lag; });
    gauge("rawi_event_consumer_behind_seconds", "Age of the first event after the consumer's place.",
          [](const auto &one) { return one.behindSeconds; });
    gauge("rawi_event_consumer_failures", "Failures of the consumer's next event, one after another.",
          [](const auto &one) { return one.failures; });
    return text.toStdString();
}

Result<void> EventLine::forgetOld(int days)
{
    if (m_workspace.isNull()) {
        return {}; // not started
    }
    return m_pool.with<void>([&](PgConnection &connection) -> Result<void> {
        std::vector<std::string> known;
        for (const std::unique_ptr<Consumer> &consumer : m_consumers) {
            known.push_back(consumer->name.toStdString());
        }
        RAWI_TRY(connection.exec("UPDATE event_consumers SET seen_at = now() WHERE workspace = $1 AND name = ANY ($2::text[])",
                                 {pgUuid(m_workspace), pgArray(known)}));
        RAWI_TRY(connection.exec("DELETE FROM event_consumers WHERE workspace = $1 AND seen_at < now() - interval '30 days'",
                                 {pgUuid(m_workspace)}));
        RAWI_TRY(connection.exec("DELETE FROM domain_events WHERE workspace = $1 AND at < now() - make_interval(days => $2)"
                                 " AND seq <= (SELECT coalesce(min(seq), (SELECT event_head FROM feed_heads WHERE workspace = $1))"
                                 " FROM event_consumers WHERE workspace = $1)",
                                 {pgUuid(m_workspace), std::to_string(days)}));
        return {};
    });
}

} // namespace rawi::server
