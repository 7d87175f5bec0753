#pragma once

#include "core/sync/backoff.h"
#include "core/sync/push_plan.h"
#include "core/sync/snapshot_job.h"

#include <QTimer>

namespace rawi {

// Keeps a replica and its server in step over HTTP: pushes the outbox, pulls the feed, takes snapshots, applies
// what pokes carry. One request at a time, so that what a push changed is confirmed before anything else is asked.
// Lives on the sync thread.
class FeedClient : public QObject {
    Q_OBJECT

public:
    FeedClient(Replica &replica, AuthClient &auth, const Clock &clock, QObject *parent = nullptr);

    void start(); // pulls, then pushes
    void stop();  // drops the request under way
    void pushSoon();
    void pullSoon();
    // Ends a back-off early: the server was heard of by another way.
    void retryNow();
    // Asks anew for what is under way, and says hello first: the connection on which it was asked is dead, and the server may
    // be another by now.
    void askAnew();
    void takePoke(const QJsonObject &poke);
    // Goes on after blocked(MassDeleteGuard) or blocked(CursorUnknown).
    void allow();

Q_SIGNALS:
    void heard();      // bytes from or to the server
    void progressed(); // the server answered and the answer is in the replica
    void snapshotAdvanced();
    // Nothing waits here, and all that the server had committed at `sinceMs` (Clock) is in the replica.
    void inStep(qint64 sinceMs);
    void failed(const rawi::Error &error, int retryMs);
    void blocked(const rawi::Error &error); // waits for a person: allow(), or a new start()
    void upgradeNeeded(const rawi::Error &error);

private:
    using JsonHandler = void (FeedClient::*)(const QJsonObject &);

    void next();
    void send(HttpRequest request, JsonHandler handler);
    void hello();
    void greeted(const QJsonObject &answer);
    bool isDispute(const Error &error) const;
    void push();
    void pushed(const QJsonObject &answer);
    void unanswered(const Error &error, int atLeastMs = 0);
    void pull();
    void pulled(const QJsonObject &answer);
    bool apply(const QList<FeedRow> &rows, const FeedCursor &cursor);
    void takeSnapshot();
    void snapshotFinished(bool verified);
    void verify();
    void verified(const QJsonObject &answer);
    void compareRestored();
    void comparedRestored(const QJsonObject &answer);
    void askWhatIsKnown();
    void toldWhatIsKnown(const QJsonObject &answer);
    void stopRestored();
    QJsonObject greeting(const QList<QUuid> &commands) const;
    void refused(const HttpAnswer &answer);
    void fail(const Error &error, int atLeastMs = 0);
    void block(const Error &error);

    Replica &m_replica;
    ReplicaFeed m_feed;
    AuthClient &m_auth;
    const Clock &m_clock;
    HttpClient m_http;
    SnapshotJob m_snapshot;
    PushPlan m_plan;
    Backoff m_backoff;
    QTimer m_retry;
    bool m_running = false;
    bool m_busy = false;
    bool m_isPushing = false; // the request sent last is a push
    bool m_isGreeting = false; // the request sent last is a hello
    bool m_isSnapshot = false; // a snapshot is being taken
    quint64 m_round = 0;       // answers to requests of earlier rounds are no longer waited for
    bool m_wantHello = false;
    bool m_isDisputed = false; // the server would not take what we pushed as what follows
    int m_disputes = 0;        // without a push between them that was taken
    bool m_wantPush = false;
    bool m_wantPull = false;
    bool m_wantSnapshot = false;
    bool m_wantVerify = false;
    bool m_pushedLast = false;
    bool m_allowMassDelete = false;
    int m_snapshotMismatches = 0;
    int m_verifyTries = 0;
    qint64 m_pullBegunMs = 0;
    std::optional<Error> m_blocked;
};

} // namespace rawi
