#pragma once

#include "sync-server/feed/event_log.h"
#include "sync-server/pg/wake_signal.h"

#include <functional>
#include <mutex>
#include <thread>

namespace rawi::server {

// How long a consumer that failed is left alone: full jitter over the first delay, doubled each time.
struct EventBackOff {
    int firstMs = 1'000;
    int longestMs = 300'000;
};

// What else a consumer may say; both on its own thread.
struct EventHabits {
    // When what handlers wrote is committed (to wake who works on it).
    std::function<void()> after = {};
    // Which of its types anybody wants now, read inside the round's transaction before its events; others are passed over, and
    // a server that knows that nobody wants a type does not wake for it.
    std::function<Result<QStringList>(PgConnection &)> wanted = {};
};

// Hands the workspace's events to those who act on them: each at its own pace on its own thread, from its own durable
// place, in order. One server at a time works for a consumer; which one is a row lock, so a server that is killed leaves
// nothing behind. Thread-safe but for the set-up.
class EventLine {
public:
    // Runs inside the transaction that moves the consumer's place: what it writes over the connection happens once with the
    // event; anything else may happen again, and is known by ToldEvent::id. Answers within seconds: long work becomes a job
    // in the same transaction. An error keeps the place, and the event comes again.
    using Handler = std::function<Result<void>(PgConnection &, const ToldEvent &)>;

    EventLine(PgPool &pool, const EventBackOff &backOff = {});
    ~EventLine();

    // Before start(). `types` as readEvents(). One that no server knew yet begins with what is told from now on.
    void addConsumer(const QString &name, const QStringList &types, Handler handler, EventHabits habits = {});
    // Errors: the database's.
    Result<void> start();
    // Each handler under way ends first.
    void stop();
    // Something of these types was told and committed; of any, when none is named.
    void wake(const QStringList &types = {});
    // What a consumer answers to `wanted` may be another from now on.
    void wantedChanged(const QString &consumer);

    struct ConsumerState {
        QString name;
        qint64 lag = 0;         // events told after its place
        qint64 behindSeconds = 0; // age of the first of them
        int failures = 0;       // one after another; 0 = it works
        std::optional<Error> error; // of the last one
    };
    // Every consumer any server of this database has, by name.
    Result<QList<ConsumerState>> states() const;
    // Prometheus text.
    Result<std::string> metrics() const;
    // Drops what every consumer has passed and is older than `days`, and consumers that no server knew for 30 days.
    Result<void> forgetOld(int days = 7);

private:
    struct Consumer {
        Consumer(QString called, QStringList ofTypes, Handler does, EventHabits has)
            : name(std::move(called)), types(std::move(ofTypes)), handler(std::move(does)), habits(std::move(has))
        {
        }
        const QString name;
        const QStringList types;
        const Handler handler;
        const EventHabits habits;
        std::thread thread;
        WakeSignal signal;
        std::mutex mutex;
        std::optional<QStringList> wanted; // as the last round read it; nothing = ask
        quint64 wantedChanges = 0;
    };
    struct Batch {
        qint64 seq = 0; // done up to here
        std::optional<Error> error; // of the next one
        QString failed;
    };
    // A consumer's row.
    struct Place {
        qint64 seq = 0;
        int failures = 0;
        qint64 head = 0; // the last event told
    };
    Result<void> enter(PgConnection &connection);
    void run(Consumer &consumer);
    Result<std::chrono::milliseconds> round(PgConnection &connection, Consumer &consumer);
    Result<Batch> work(PgConnection &connection, Consumer &consumer, const Place &place);
    Result<QStringList> wantedTypes(PgConnection &connection, Consumer &consumer);
    Result<Batch> handOut(PgConnection &connection, const Consumer &consumer, const QList<ToldEvent> &events, qint64 after);
    Result<std::chrono::milliseconds> keep(PgConnection &connection, const Consumer &consumer, const Place &place, const Batch &batch);
    void note(const Consumer &consumer, const Error &error);

    PgPool &m_pool;
    const EventBackOff m_backOff;
    QUuid m_workspace;
    std::vector<std::unique_ptr<Consumer>> m_consumers;
};

} // namespace rawi::server
