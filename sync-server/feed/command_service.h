#pragma once

#include "core/protocol/messages.h"
#include "core/rules/rule_book.h"
#include "sync-server/pg/pg.h"

namespace rawi::server {

class EventLine;
class Hub;

// A commit's place in the feed: a cursor on the wire.
struct FeedHead {
    QString epoch;
    qint64 seq = 0;
    QString nonce;
    QJsonObject toJson() const;
};

// Who applies a command and over which request. Without a session the actor is taken as it is (the server
// itself, or a job for whoever ordered it); otherwise role and active are read again in the command's
// transaction.
struct CommandContext {
    Actor actor;
    QUuid sessionId;
    QString correlationId;
};

struct CommandResult {
    qint64 n = 0;
    QUuid id;
    bool applied = false;
    QJsonObject result;
    Error reason;
};

// The only writer of workspace rows: runs commands through the rule book inside one PostgreSQL transaction with
// feed entries, audit records and remembered results, then pokes the hub after the commit. Thread-safe.
class CommandService {
public:
    CommandService(PgPool &pool, const RuleBook &rules, const Clock &clock, Hub *hub);

    // A desk's push: answers remembered ones from memory, applies the rest, each atomically (a savepoint), all
    // committed together. Errors: SequenceGap (subject = expected n); a refused command is a result, not an error.
    Result<QList<CommandResult>> push(const CommandContext &context, const QUuid &client, const QList<Command> &commands,
                                      FeedHead *head);

    // One command from REST or from the server itself; `idempotencyKey` (may be empty) makes a retry answer the
    // first result. `expectedRev` (0 = any) is checked against `revOf` under its lock: RevisionConflict.
    Result<QJsonObject> run(const CommandContext &context, const QString &name, const QJsonObject &args,
                            const QJsonObject &base = {}, const QString &idempotencyKey = {},
                            const RowKey &revOf = {}, qint64 expectedRev = 0);

    // The same, with `also` inside the command's transaction after the rule ran (given the rule's result): both
    // happen or neither.
    using Also = std::function<Result<void>(PgConnection &, const QJsonObject &)>;
    Result<QJsonObject> runTogether(const CommandContext &context, const QString &name, const QJsonObject &args,
                                    const Also &also);

    void setHub(Hub *hub);
    // Told of the rows of every commit, on the thread that made it; null = nobody. Answers at once.
    using Watcher = std::function<void(const QList<RowChange> &)>;
    void setWatcher(Watcher watcher);
    // Whom to wake when a commit told something.
    void setEvents(EventLine *events);
    // The same, for a service that told events of these types in a transaction of its own.
    void wakeEvents(const QStringList &types);
    const RuleBook &rules() const;
    const Clock &clock() const;

private:
    struct Private;
    std::shared_ptr<Private> d;
};

} // namespace rawi::server
