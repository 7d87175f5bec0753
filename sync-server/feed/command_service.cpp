#include "sync-server/feed/command_service.h"

#include "core/base/clock.h"
#include "core/base/log.h"
#include "sync-server/feed/client_memory.h"
#include "sync-server/feed/event_line.h"
#include "sync-server/feed/poke_line.h"
#include "sync-server/pg/pg_error.h"
#include "sync-server/pg/pg_text.h"

#include <QCryptographicHash>
#include <QJsonDocument>

#include <algorithm>
#include <mutex>

namespace rawi::server {

namespace {

constexpr int kAttempts = 4; // after a deadlock or a serialization failure

CommandResult resultOf(const Applied &applied)
{
    const bool ok = applied.result.ok();
    return {applied.command.n, applied.command.id, ok, ok ? *applied.result : QJsonObject(),
            ok ? Error() : applied.result.error()};
}

Result<void> checkRevision(PgConnection &connection, const RuleBook &rules, const Workspace &workspace,
                           const AskedCommand &request)
{
    if (request.expectedRev == 0) {
        return {};
    }
    const RecordInfo *type = rules.type(request.revOf.type);
    if (!type) {
        return Error{ErrorCode::Internal, request.revOf.type, u"no such record type"_s};
    }
    PgRowStore store(connection, workspace.id);
    RAWI_ASSIGN(const std::optional<QJsonObject> row, store.row(*type, request.revOf.id));
    const QString subject = request.revOf.type + QLatin1Char('/') + uuidText(request.revOf.id);
    if (!row) {
        return Error{ErrorCode::NotFound, subject, u"there is no such record"_s};
    }
    const qint64 rev = row->value("rev"_L1).toInteger();
    if (rev != request.expectedRev) {
        return Error{ErrorCode::RevisionConflict, subject,
                     u"it is at revision %1, not %2"_s.arg(rev).arg(request.expectedRev)};
    }
    return {};
}

// A POST's Idempotency-Key inside the transaction of its command (draft-ietf-httpapi-idempotency-key-header).
class KeptAnswer {
public:
    KeptAnswer(PgConnection &connection, const Workspace &workspace, const Actor &actor, const AskedCommand &request)
        : m_connection(connection), m_key{pgUuid(workspace.id),
                                          pgUuid(actor.id.uuid()),
                                          request.idempotencyKey.toStdString()}
    {
        const QByteArray text = request.name.toUtf8() + QJsonDocument(request.args).toJson(QJsonDocument::Compact);
        m_hash = QCryptographicHash::hash(text, QCryptographicHash::Sha256).toHex().toStdString();
    }

    // The first answer, when the key was used for the same request. Errors: StateConflict for another one.
    Result<std::optional<QJsonObject>> find()
    {
        RAWI_ASSIGN(const PgRows rows,
                    m_connection.exec("SELECT request_hash, result FROM idempotency_keys"
                                      " WHERE workspace = $1 AND person = $2 AND key = $3",
                                      {m_key[0], m_key[1], m_key[2]}));
        if (rows.count() == 0) {
            return std::optional<QJsonObject>();
        }
        if (rows.text(0, 0) != m_hash) {
            return Error{ErrorCode::StateConflict, u"Idempotency-Key"_s,
                         u"this key was used for another request"_s, SubjectKind::Field};
        }
        return std::optional<QJsonObject>(QJsonDocument::fromJson(rows.string(0, 1).toUtf8()).object());
    }

    // Waits for another request with the same key that is under way.
    Result<void> lock()
    {
        RAWI_ASSIGN([[maybe_unused]] const PgRows locked,
                    m_connection.exec("SELECT pg_advisory_xact_lock(hashtextextended($1, 0))",
                                      {m_key[0] + m_key[1] + m_key[2]}));
        return {};
    }

    Result<void> keep(const QJsonObject &result)
    {
        RAWI_ASSIGN([[maybe_unused]] const PgRows written,
                    m_connection.exec("INSERT INTO idempotency_keys (workspace, person, key, request_hash, result)"
                                      " VALUES ($1, $2, $3, $4, $5)",
                                      {m_key[0], m_key[1], m_key[2], m_hash,
                                       QJsonDocument(result).toJson(QJsonDocument::Compact).toStdString()}));
        return {};
    }

private:
    PgConnection &m_connection;
    std::array<std::string, 3> m_key;
    std::string m_hash;
};

} // namespace

struct CommandService::Private {
    Private(PgPool &thePool, const RuleBook &theRules, const Clock &theClock)
        : pool(thePool), rules(theRules), clock(theClock)
    {
    }

    PgPool &pool;
    const RuleBook &rules;
    const Clock &clock;
    PokeLine pokes;
    std::mutex listenerMutex; // of those who hear of commits; not held while they do
    EventLine *events = nullptr;
    QHash<const RecordInfo *, Watcher> watchers;
    std::mutex workspaceMutex;
    std::optional<Workspace> workspace;
    // Commits wait for the counter row one after another anyway; waiting here keeps the pokes in feed order.
    std::mutex commitLine;

    void wakeEvents(const QStringList &types);
    void tellWatchers(const QList<RowChange> &changes);
    Result<CommitPlace> takePlace(PgTransaction &transaction, FeedCommit &feed);
    Result<Workspace> theWorkspace(PgConnection &connection);
    Result<CommitPlace> commit(PgTransaction &transaction, FeedCommit &feed);
    // `torn` as FeedCommit::isTorn() says.
    Result<QList<CommandResult>> pushOnce(PgConnection &connection, const CommandContext &context, const QUuid &client,
                                          const QList<Command> &commands, FeedHead *head, Guard guard, bool *torn);
    Result<QJsonObject> runOnce(PgConnection &connection, const CommandContext &context, const AskedCommand &request, Guard guard,
                                bool *torn);

    template <typename T>
    Result<T> retried(Guard guard, const std::function<Result<T>(PgConnection &, Guard, bool *)> &work)
    {
        for (int attempt = 1;; ++attempt) {
            bool torn = false;
            Result<T> result = pool.with<T>([&](PgConnection &connection) { return work(connection, guard, &torn); });
            if (torn) {
                guard = Guard::Savepoint;
                continue;
            }
            const bool again = !result.ok() && (isRetryable(result.error()) || isAppliedElsewhere(result.error()));
            if (!again || attempt == kAttempts) {
                return result;
            }
        }
    }
};

void CommandService::Private::wakeEvents(const QStringList &types)
{
    std::unique_lock lock(listenerMutex);
    EventLine *const line = events;
    lock.unlock();
    if (line != nullptr) {
        line->wake(types);
    }
}

void CommandService::Private::tellWatchers(const QList<RowChange> &changes)
{
    std::unique_lock lock(listenerMutex);
    const QHash<const RecordInfo *, Watcher> listening = watchers;
    lock.unlock();
    for (auto one = listening.begin(); one != listening.end(); ++one) {
        QList<RowChange> theirs;
        std::copy_if(changes.begin(), changes.end(), std::back_inserter(theirs),
                     [&one](const RowChange &change) { return change.type == one.key(); });
        if (!theirs.isEmpty()) {
            (*one)(theirs);
        }
    }
}

Result<Workspace> CommandService::Private::theWorkspace(PgConnection &connection)
{
    const std::lock_guard lock(workspaceMutex);
    if (!workspace) {
        RAWI_ASSIGN(workspace, readWorkspace(connection));
    }
    return *workspace;
}

// The place, committed and announced.
Result<CommitPlace> CommandService::Private::takePlace(PgTransaction &transaction, FeedCommit &feed)
{
    const std::lock_guard lock(commitLine);
    RAWI_ASSIGN(const CommitPlace place, feed.takePlace());
    RAWI_TRY(transaction.commit());
    if (place.head.seq != place.from) {
        pokes.announce(place, feed.changes());
    }
    return place;
}

Result<CommitPlace> CommandService::Private::commit(PgTransaction &transaction, FeedCommit &feed)
{
    RAWI_TRY(feed.audit());
    RAWI_ASSIGN(const CommitPlace place, takePlace(transaction, feed));
    tellWatchers(feed.changes());
    if (const QStringList told = feed.eventTypes(); !told.isEmpty()) {
        wakeEvents(told);
    }
    return place;
}

Result<QList<CommandResult>> CommandService::Private::pushOnce(PgConnection &connection,
                                                               const CommandContext &context, const QUuid &client,
                                                               const QList<Command> &commands, FeedHead *head,
                                                               Guard guard, bool *torn)
{
    RAWI_ASSIGN(const Workspace place, theWorkspace(connection));
    RAWI_ASSIGN(PgTransaction transaction, PgTransaction::begin(connection));
    FeedCommit feed(connection, rules, place, context, clock.nowMs(), guard);
    RAWI_TRY(feed.refreshActor());
    ClientMemory memory(connection, place, client);
    RAWI_TRY(memory.open(context.actor, commands));
    QList<Command> fresh;
    std::copy_if(commands.begin(), commands.end(), std::back_inserter(fresh),
                 [&](const Command &command) { return !memory.remembered(command); });
    RAWI_TRY(feed.lock(fresh));
    QList<CommandResult> results;
    for (const Command &command : commands) {
        std::optional<CommandResult> known = memory.remembered(command);
        if (!known && !memory.follows(command).ok()) { // a push of this desk that was under way has it, perhaps
            RAWI_ASSIGN(const bool isKnown, memory.recall(command));
            known = isKnown ? memory.remembered(command) : known;
        }
        if (known) {
            memory.pass(command);
            results.append(std::move(*known));
            continue;
        }
        RAWI_TRY(memory.follows(command));
        const Result<Applied> applied = feed.apply(command);
        *torn = feed.isTorn();
        RAWI_TRY(applied);
        results.append(resultOf(*applied));
        memory.remember(results.last());
    }
    RAWI_TRY(memory.close());
    RAWI_ASSIGN(const CommitPlace committed, commit(transaction, feed));
    *head = committed.head;
    return results;
}

Result<QJsonObject> CommandService::Private::runOnce(PgConnection &connection, const CommandContext &context,
                                                     const AskedCommand &request, Guard guard, bool *torn)
{
    RAWI_ASSIGN(const Workspace place, theWorkspace(connection));
    RAWI_ASSIGN(PgTransaction transaction, PgTransaction::begin(connection));
    FeedCommit feed(connection, rules, place, context, clock.nowMs(), guard);
    RAWI_TRY(feed.refreshActor());
    std::optional<KeptAnswer> kept;
    if (!request.idempotencyKey.isEmpty()) {
        kept.emplace(connection, place, context.actor, request);
        RAWI_TRY(kept->lock());
        RAWI_ASSIGN(std::optional<QJsonObject> first, kept->find());
        if (first) {
            return std::move(*first);
        }
    }
    Command command;
    command.id = makeUuidV7(clock.nowMs());
    command.name = request.name;
    command.args = request.args;
    command.base = request.base;
    command.atMs = clock.nowMs();
    command.schema = kSchemaVersion;
    RAWI_TRY(feed.lock({command}));
    const Result<Applied> applied = feed.apply(
        command, [&] { return checkRevision(connection, rules, place, request); },
        [&](const QJsonObject &result) -> Result<void> {
            if (kept) {
                RAWI_TRY(kept->keep(result));
            }
            return request.also ? request.also(connection, result) : Result<void>();
        });
    *torn = feed.isTorn();
    RAWI_TRY(applied);
    RAWI_ASSIGN([[maybe_unused]] const CommitPlace committed, commit(transaction, feed));
    return applied->result;
}

CommandService::CommandService(PgPool &pool, const RuleBook &rules, const Clock &clock, Hub *hub)
    : d(std::make_shared<Private>(pool, rules, clock))
{
    d->pokes.setHub(hub);
}

Result<QList<CommandResult>> CommandService::push(const CommandContext &context, const QUuid &client,
                                                  const QList<Command> &commands, FeedHead *head)
{
    if (commands.size() > kMaxPushCommands) {
        return Error{ErrorCode::TooLarge, u"commands"_s,
                     u"at most %1 commands a push"_s.arg(kMaxPushCommands), SubjectKind::Field};
    }
    for (const Command &command : commands) {
        if (command.client != client) {
            return Error{ErrorCode::InvalidArgument, u"client"_s, u"a command of another desk"_s};
        }
    }
    const Guard guard = commands.size() > 1 ? Guard::Savepoint : Guard::Alone;
    return d->retried<QList<CommandResult>>(guard, [&](PgConnection &connection, Guard safe, bool *torn) {
        return d->pushOnce(connection, context, client, commands, head, safe, torn);
    });
}

Result<QJsonObject> CommandService::run(const CommandContext &context, const AskedCommand &asked)
{
    return d->retried<QJsonObject>(Guard::Alone, [&](PgConnection &connection, Guard guard, bool *torn) {
        return d->runOnce(connection, context, asked, guard, torn);
    });
}

void CommandService::setHub(Hub *hub)
{
    d->pokes.setHub(hub);
}

void CommandService::meetNeighbours(const QString &conninfo)
{
    d->pokes.meetNeighbours(conninfo);
}

void CommandService::watch(const RecordInfo &type, Watcher watcher)
{
    const std::lock_guard lock(d->listenerMutex);
    if (watcher) {
        d->watchers.insert(&type, std::move(watcher));
    } else {
        d->watchers.remove(&type);
    }
}

void CommandService::setEvents(EventLine *events)
{
    const std::lock_guard lock(d->listenerMutex);
    d->events = events;
}

void CommandService::wakeEvents(const QStringList &types)
{
    d->wakeEvents(types);
}

const RuleBook &CommandService::rules() const
{
    return d->rules;
}

const Clock &CommandService::clock() const
{
    return d->clock;
}

} // namespace rawi::server
