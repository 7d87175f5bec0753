#pragma once

#include "core/replica/replica.h"

namespace rawi {

// Where a desk stands in the server's change feed (shared/design/sync.md).
struct FeedCursor {
    QString epoch;
    qint64 seq = 0;
    QString nonce;
    bool operator==(const FeedCursor &) const = default;
};

// A row as the feed carries it: `row` is empty for a removed one, and `lost` one is still there, but no
// longer for the person of this desk.
struct FeedRow {
    QString type;
    QUuid id;
    qint64 rev = 0;
    QJsonObject row;
    bool lost = false;
};

// The server's answer to one pushed command.
struct PushResult {
    qint64 n = 0;
    bool applied = false;
    QJsonObject result;
    Error reason;
};

// A replica as the sync engine sees it: what goes out to the server, and what comes in from there.
class ReplicaFeed {
public:
    explicit ReplicaFeed(Replica &replica);

    Result<QList<Command>> nextToPush(int limit) const;
    // `head` is the cursor of the server's answer: an applied command stays shown until applyPull() has passed it,
    // so that nothing flickers back in between. Without a head it stays until the next applyPull().
    Result<void> applyPushResults(const QList<PushResult> &results, const FeedCursor &head = {});
    // Takes a page of the feed into the confirmed rows, moves the cursor and runs the pending commands again
    // over the new rows (rebase), in one transaction. A page older than the cursor is left alone: an answer that
    // was overtaken. Errors: MassDeleteGuard (nothing applied; subject = how many rows would go).
    Result<void> applyPull(const QList<FeedRow> &rows, const FeedCursor &cursor, bool allowMassDelete = false);
    // A snapshot is staged page by page and becomes visible at finish; begin forgets a half-staged one.
    Result<void> beginSnapshot();
    Result<void> stageSnapshot(const QList<FeedRow> &rows);
    // Errors: MassDeleteGuard, as applyPull().
    Result<void> finishSnapshot(const FeedCursor &cursor, bool allowMassDelete = false);
    FeedCursor cursor() const;
    // Another person works here now: what only they may see is still to come.
    bool wantsSnapshot() const;
    // {type: {first hex digit of the id: hash}} over confirmed rows, as the server's /sync/manifest computes it.
    Result<QJsonObject> manifest() const;

private:
    Replica &m_replica;
    Replica::Private *d;
};

} // namespace rawi
