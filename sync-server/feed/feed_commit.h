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

// The feed's side of one PostgreSQL transaction: runs commands under savepoints, keeps what they wrote, and ends
// with audit records, feed entries and the counter row. Belongs to the transaction's thread.
class FeedCommit {
public:
    FeedCommit(PgConnection &connection, const RuleBook &rules, const Workspace &workspace,
               const CommandContext &context, qint64 nowMs);

    // The actor with the role the database knows now. Errors: PermissionDenied when switched off or unknown.
    Result<void> refreshActor();
    const Actor &actor() const { return m_context.actor; }
    // Waits until no other commit of this workspace is under way, then locks what the commands touch, in id order.
    Result<void> lock(const QList<Command> &commands);
    // One command under a savepoint: `before` runs first, `after` last, and each may refuse it too. The outer error means that the
    // whole transaction is lost; a refusal is inside Applied.
    using Before = std::function<Result<void>()>;
    using After = std::function<Result<void>(const QJsonObject &result)>;
    Result<Applied> apply(const Command &command, const Before &before = {}, const After &after = {});
    Result<void> audit();
    // The transaction's last statements but COMMIT: events are told, the counter row is taken.
    Result<CommitPlace> takePlace();
    bool hasEvents() const;
    // Every row written, in order.
    QList<RowChange> changes() const;

private:
    Result<void> keepLosses(const QList<FeedEntry> &entries, qint64 from);
    Result<QJsonObject> applyInside(const Command &command, const Before &before, const After &after, Applied *applied);
    Result<void> tell();

    PgConnection &m_connection;
    const RuleBook &m_rules;
    const Workspace &m_workspace;
    CommandContext m_context;
    qint64 m_nowMs;
    PgRowStore m_store;
    QList<Applied> m_applied;
};

// {"type","id","rev","row"} of a change, as pulls and pokes carry it.
QJsonObject changeToJson(const RowChange &change);
// The head of the feed as this transaction sees it.
Result<FeedHead> readHead(PgConnection &connection, const Workspace &workspace);

} // namespace rawi::server
