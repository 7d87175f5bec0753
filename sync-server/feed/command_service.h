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

// One command as REST asks for it, or the server itself.
struct AskedCommand {
    QString name;
    QJsonObject args = {};
    QJsonObject base = {};
    QString idempotencyKey = {}; // a retry with the same one is answered the first result
    RowKey revOf = {};
    qint64 expectedRev = 0; // of `revOf`, under its lock; 0 = any
    // Inside the command's transaction after the rule ran, given its result: both happen or neither. A command that is done
    // again from the start does this again too.
    std::function<Result<void>(PgConnection &, const QJsonObject &)> also = {};
};

// The only writer of workspace rows: runs commands through the rule book inside one PostgreSQL transaction with
// feed entries, audit records and remembered results, then pokes the hub after the commit. Thread-safe.
class CommandService {
public:
    CommandService(PgPool &pool, const RuleBook &rules, const Clock &clock, Hub *hub);

    // A desk's push: answers those whose ids it knows from memory, applies the rest, each atomically (a savepoint), all
    // committed together. Errors: SequenceGap (subject = expected n), StateConflict (subject "n"), PermissionDenied (subject
    // "client"): this desk needs another identity. A refused command is a result, not an error.
    Result<QList<CommandResult>> push(const CommandContext &context, const QUuid &client, const QList<Command> &commands,
                                      FeedHead *head);

    // Errors: those of the rule and of `also`; RevisionConflict, StateConflict (the key was used for another request).
    Result<QJsonObject> run(const CommandContext &context, const AskedCommand &asked);
    Result<QJsonObject> run(const CommandContext &context, const QString &name, const QJsonObject &args)
    {
        return run(context, AskedCommand{name, args});
    }

    void setHub(Hub *hub);
    // As PokeLine::meetNeighbours().
    void meetNeighbours(const QString &conninfo);
    // Told of the rows of this type that a commit wrote, on the thread that made it; null = nobody. Answers at once. Nothing is
    // held meanwhile: of two commits the later may be told first, so a watcher goes by the rows' revisions, and one that is
    // under way when it is taken away ends by itself.
    using Watcher = std::function<void(const QList<RowChange> &)>;
    void watch(const RecordInfo &type, Watcher watcher);
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
