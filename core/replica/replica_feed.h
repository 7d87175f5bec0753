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

// The server's answer to one pushed command; `n` is the outbox's number.
struct PushResult {
    qint64 n = 0;
    bool applied = false;
    QJsonObject result;
    Error reason;
};

// Under which name a desk pushes: a command's own identity is its id, and a number says only which place it has among those of
// one client.
struct ClientPlace {
    QUuid client;
    qint64 last = 0; // the last number that the server has answered
};

// What a server remembers of a client.
struct ClientMemory {
    bool isKnown = false;
    bool isMine = false; // of the person who asks
    qint64 last = 0;
    QUuid lastCommand;
};

// A row that is not the same here and on a server that was restored or is another one; an empty one is not there.
struct RowDifference {
    const RecordInfo *type = nullptr;
    QUuid id;
    QJsonObject here;
    QJsonObject there;
};

struct ServerDifferences {
    QList<RowDifference> rows; // type by type
    QList<Command> commands;   // that were sent and that the server does not know, in their order
    qint64 rowCount = 0;       // of all, whatever was asked for
    qint64 commandCount = 0;
};

// A replica as the sync engine sees it: what goes out to the server, and what comes in from there.
class ReplicaFeed {
public:
    explicit ReplicaFeed(Replica &replica);

    Result<QList<Command>> nextToPush(int limit) const;
    Result<ClientPlace> place() const;
    // Compares where this desk thinks it is with what the server remembers of it. They disagree after a power cut, when a
    // profile was copied back or is open in two places, when the server was restored or is another one, when another person
    // used this client: then the desk takes another identity, under which what waits is pushed from number 1 on, and what the
    // server has applied already is known by its id. `isDisputed`: the server would not take what followed.
    // Answers with whether it did so.
    Result<bool> settlePlace(const ClientMemory &memory, bool isDisputed);
    // `head` is the cursor of the server's answer: an applied command stays shown until applyPull() has passed it,
    // so that nothing flickers back in between. Without a head it stays until the next applyPull(). `last`: the place
    // that the server has reached with them; 0 = as before.
    Result<void> applyPushResults(const QList<PushResult> &results, const FeedCursor &head = {}, qint64 last = 0);
    // Takes a page of the feed into the confirmed rows, moves the cursor and runs the pending commands again
    // over the new rows (rebase), in one transaction. A page older than the cursor is left alone: an answer that
    // was overtaken. Errors: MassDeleteGuard (nothing applied; subject = how many rows would go).
    Result<void> applyPull(const QList<FeedRow> &rows, const FeedCursor &cursor, bool allowMassDelete = false);
    // A snapshot is staged page by page and becomes visible at finish; begin forgets a half-staged one.
    Result<void> beginSnapshot();
    Result<void> stageSnapshot(const QList<FeedRow> &rows);
    // Errors: MassDeleteGuard, as applyPull().
    Result<void> finishSnapshot(const FeedCursor &cursor, bool allowMassDelete = false);
    // What of the snapshot that is staged is not as it is here: the first `limit` rows and commands (-1: all), and how many
    // there are. Goes through all rows there are.
    Result<ServerDifferences> differences(qint64 limit = -1) const;
    // The ids of what a server took and what is kept of it, newest first.
    Result<QList<QUuid>> taken(int limit) const;
    Result<void> markUnknown(const QSet<QUuid> &commands);
    // What the server does not know waits again, under its own ids and with its base, before what was made since.
    Result<void> offerAgain();
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
