#pragma once

#include "core/rules/command.h"
#include "sync-server/feed/command_service.h"
#include "sync-server/feed/feed_reach.h"
#include "sync-server/feed/workspace.h"
#include "sync-server/pg/row_store.h"

namespace rawi::server {

// What one command came to inside the commit under way.
struct Applied {
    Command command;
    Result<QJsonObject> result;
    QList<RowChange> changes;
    QList<DomainEvent> events;
};

// A commit's place: the feed grew from `from` to head.seq.
struct CommitPlace {
    qint64 from = 0;
    FeedHead head;
};

// How a command that is refused after it began to write is undone without the others: under a savepoint of its own, or, when
// it stands alone, by giving up the whole transaction, which is then done again under one (few are refused so late).
enum class Guard { Savepoint, Alone };

// The feed's side of one PostgreSQL transaction: runs commands, keeps what they wrote, and ends with audit records, feed
// entries, events and the counter row. Belongs to the transaction's thread.
class FeedCommit {
public:
    FeedCommit(PgConnection &connection, const RuleBook &rules, const Workspace &workspace,
               const CommandContext &context, qint64 nowMs, Guard guard);

    // The actor with the role the database knows now. Errors: PermissionDenied when switched off or unknown.
    Result<void> refreshActor();
    const Actor &actor() const { return m_context.actor; }
    // Waits until no other commit of this workspace is under way, then locks what the commands touch, in id order.
    Result<void> lock(const QList<Command> &commands);
    // One command: `before` runs first, `after` last, and each may refuse it too. The outer error means that the
    // whole transaction is lost; a refusal is inside Applied.
    // When isTorn(), it is lost only because nothing guarded it.
    using Before = std::function<Result<void>()>;
    using After = std::function<Result<void>(const QJsonObject &result)>;
    Result<Applied> apply(const Command &command, const Before &before = {}, const After &after = {});
    bool isTorn() const { return m_isTorn; }
    Result<void> audit();
    // The transaction's last statements but COMMIT: events are told, the counter row is taken.
    Result<CommitPlace> takePlace();
    QStringList eventTypes() const; // each once
    // Every row written, in order.
    QList<RowChange> changes() const;

private:
    Result<void> keepLosses(const QList<FeedEntry> &entries, qint64 from);
    Result<QJsonObject> applyInside(const Command &command, const Before &before, const After &after, Applied *applied);
    QList<DomainEvent> events() const;

    PgConnection &m_connection;
    const RuleBook &m_rules;
    const Workspace &m_workspace;
    CommandContext m_context;
    qint64 m_nowMs;
    const Guard m_guard;
    bool m_hasWritten = false; // a command of it may have
    bool m_isTorn = false;
    PgRowStore m_store;
    QList<Applied> m_applied;
};

// {"type","id","rev","row"} of a change, as pulls and pokes carry it.
QJsonObject changeToJson(const RowChange &change);
// The head of the feed as this transaction sees it.
Result<FeedHead> readHead(PgConnection &connection, const Workspace &workspace);

} // namespace rawi::server
