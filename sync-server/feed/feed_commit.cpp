#include "sync-server/feed/feed_commit.h"

#include "sync-server/feed/audit_log.h"
#include "sync-server/feed/event_log.h"
#include "sync-server/pg/pg_error.h"
#include "sync-server/pg/pg_text.h"

#include <QRandomGenerator>

#include <algorithm>

namespace rawi::server {

namespace {

// Refusals leave the transaction usable; these do not.
bool losesTransaction(const Error &error)
{
    if (error.code == ErrorCode::DatabaseError) {
        return !isDataRefusal(error);
    }
    return error.code == ErrorCode::ServerUnavailable || error.code == ErrorCode::DiskFull || error.code == ErrorCode::Internal;
}

Error refusalOf(const Error &error)
{
    if (error.code == ErrorCode::DatabaseError) {
        return {ErrorCode::InvalidArgument, error.subject, error.detail, SubjectKind::Code};
    }
    return error;
}

} // namespace

QJsonObject FeedHead::toJson() const
{
    return {{u"epoch"_s, epoch}, {u"seq"_s, seq}, {u"nonce"_s, nonce}};
}

QJsonObject changeToJson(const RowChange &change)
{
    return {{u"type"_s, change.type->name},
            {u"id"_s, uuidText(change.id)},
            {u"rev"_s, revisionOf(change)},
            {u"row"_s, change.removed() ? QJsonValue() : QJsonValue(change.after)}};
}

Result<FeedHead> readHead(PgConnection &connection, const Workspace &workspace)
{
    RAWI_ASSIGN(const PgRows rows, connection.exec("SELECT head, nonce FROM feed_heads WHERE workspace = $1",
                                                   {pgUuid(workspace.id)}));
    if (rows.count() == 0) {
        return Error{ErrorCode::CorruptData, u"feed_heads"_s, u"the workspace has no feed"_s, SubjectKind::Code};
    }
    return FeedHead{workspace.epoch, rows.integer(0, 0), rows.string(0, 1)};
}

FeedCommit::FeedCommit(PgConnection &connection, const RuleBook &rules, const Workspace &workspace,
                       const CommandContext &context, qint64 nowMs, Guard guard)
    : m_connection(connection), m_rules(rules), m_workspace(workspace), m_context(context), m_nowMs(nowMs), m_guard(guard),
      m_store(connection, workspace.id)
{
}

Result<void> FeedCommit::refreshActor()
{
    if (m_context.sessionId.isNull()) {
        return {}; // the server itself
    }
    RAWI_ASSIGN(m_context.actor, readActor(m_connection, m_rules, m_workspace.id, m_context.actor.id.uuid()));
    return {};
}

Result<void> FeedCommit::lock(const QList<Command> &commands)
{
    // One writer a workspace: rules read neighbours they do not name (an episode's siblings), and two moves that lock
    // their own episode first would wait for each other. Commits of a workspace queue at the counter row anyway.
    RAWI_TRY(m_connection.exec("SELECT pg_advisory_xact_lock(hashtextextended($1, 0))",
                               {pgUuid(m_workspace.id)}));
    QList<RowKey> keys;
    for (const Command &command : commands) {
        const Rule *rule = m_rules.rule(command.name);
        if (rule && rule->touches) {
            keys += rule->touches(command.args);
        }
    }
    // One alone is locked by who reads it.
    return keys.size() > 1 ? m_store.lock(m_rules, std::move(keys)) : Result<void>();
}

Result<QJsonObject> FeedCommit::applyInside(const Command &command, const Before &before, const After &after,
                                            Applied *applied)
{
    if (before) {
        RAWI_TRY(before());
    }
    RAWI_ASSIGN(Outcome outcome, m_rules.apply(m_store, m_context.actor, m_nowMs, command));
    m_hasWritten = true;
    RAWI_TRY(m_store.write(outcome.changes));
    if (after) {
        RAWI_TRY(after(outcome.result));
    }
    applied->changes = std::move(outcome.changes);
    applied->events = std::move(outcome.events);
    return std::move(outcome.result);
}

Result<Applied> FeedCommit::apply(const Command &command, const Before &before, const After &after)
{
    const bool isGuarded = m_guard == Guard::Savepoint;
    if (isGuarded) {
        RAWI_TRY(m_connection.execScript("SAVEPOINT command"));
    }
    Applied applied{command, QJsonObject(), {}, {}};
    applied.result = applyInside(command, before, after, &applied);
    if (!applied.result.ok()) {
        const Error error = applied.result.error();
        m_isTorn = !isGuarded && (m_hasWritten || error.code == ErrorCode::DatabaseError);
        if (m_isTorn || losesTransaction(error)) {
            return error;
        }
        applied.result = refusalOf(error);
        applied.changes = {};
        applied.events = {};
    }
    if (isGuarded) {
        RAWI_TRY(m_connection.execScript(applied.result.ok() ? "RELEASE SAVEPOINT command"
                                                             : "ROLLBACK TO SAVEPOINT command; RELEASE SAVEPOINT command"));
    }
    m_applied.append(applied);
    return applied;
}

Result<void> FeedCommit::audit()
{
    for (const Applied &one : std::as_const(m_applied)) {
        const Rule *rule = m_rules.rule(one.command.name);
        const bool isReworded = rule != nullptr && rule->audited;
        AuditLine line{.command = one.command.name,
                       .args = isReworded ? rule->audited(one.command.args, one.changes) : one.command.args,
                       .commandId = one.command.id};
        for (const RowChange &change : one.changes) {
            line.rows.append(auditedRow(change.type->name, change.id, revisionOf(change)));
        }
        if (!one.result.ok()) {
            line.refusal = one.result.error();
        }
        RAWI_TRY(writeAudit(m_connection, m_context, line, m_nowMs));
    }
    return {};
}

QList<RowChange> FeedCommit::changes() const
{
    QList<RowChange> all;
    for (const Applied &one : m_applied) {
        all += one.changes;
    }
    return all;
}

QStringList FeedCommit::eventTypes() const
{
    QStringList types;
    for (const Applied &one : m_applied) {
        for (const DomainEvent &event : one.events) {
            types.append(event.type);
        }
    }
    types.removeDuplicates();
    return types;
}

QList<DomainEvent> FeedCommit::events() const
{
    QList<DomainEvent> all;
    for (const Applied &one : m_applied) {
        all += one.events;
    }
    return all;
}

Result<CommitPlace> FeedCommit::takePlace()
{
    const QList<DomainEvent> told = events();
    const Teller teller{m_context.actor.id.uuid(), m_context.correlationId};
    RAWI_ASSIGN(const QList<FeedEntry> all, entriesOf(m_connection, m_rules, m_workspace, changes()));
    if (all.isEmpty()) {
        RAWI_TRY(tellEvents(m_connection, told, teller, m_nowMs));
        RAWI_ASSIGN(FeedHead head, readHead(m_connection, m_workspace));
        return CommitPlace{head.seq, head};
    }
    std::vector<std::string> types;
    std::vector<std::string> ids;
    std::vector<std::string> revs;
    std::vector<std::string> removed;
    std::vector<std::string> hidden;
    for (const FeedEntry &entry : all) {
        types.push_back(entry.type.toStdString());
        ids.push_back(pgUuid(entry.id));
        revs.push_back(std::to_string(entry.rev));
        removed.emplace_back(entry.removed ? "t" : "f");
        hidden.emplace_back(entry.hidden ? "t" : "f");
    }
    const QString nonce = QString::number(QRandomGenerator::system()->generate64(), 16);
    static const std::string kMove = "WITH h AS (UPDATE feed_heads SET head = head + $2::bigint, nonce = $3,"
                                     " event_head = event_head + $9::bigint WHERE workspace = $1"
                                     " RETURNING workspace, head, event_head),"
                                     " f AS (INSERT INTO feed (workspace, seq, type, row_id, rev, removed, hidden)"
                                     " SELECT $1, h.head - $2::bigint + e.n, e.type, e.id, e.rev, e.removed, e.hidden FROM h,"
                                     " unnest($4::text[], $5::uuid[], $6::bigint[], $7::boolean[], $8::boolean[])"
                                     " WITH ORDINALITY AS e (type, id, rev, removed, hidden, n)),"
                                     " c AS (INSERT INTO feed_commits (workspace, seq, nonce) SELECT $1, h.head, $3 FROM h)";
    static const std::string kTell = kMove + ", t AS (" + insertEventsSql(9, 10) + ")";
    PgParams params{pgUuid(m_workspace.id), std::to_string(all.size()), nonce.toStdString(), pgArray(types), pgArray(ids),
                    pgArray(revs), pgArray(removed), pgArray(hidden), std::to_string(told.size())};
    if (!told.isEmpty()) {
        params.emplace_back(eventRows(told, teller, m_nowMs));
    }
    RAWI_ASSIGN(const PgRows rows, m_connection.exec((told.isEmpty() ? kMove : kTell) + " SELECT head FROM h", params));
    if (rows.count() == 0) {
        return Error{ErrorCode::CorruptData, u"feed_heads"_s, u"the workspace has no feed"_s, SubjectKind::Code};
    }
    const qint64 head = rows.integer(0, 0);
    const qint64 from = head - all.size();
    RAWI_TRY(keepLosses(all, from));
    return CommitPlace{from, {m_workspace.epoch, head, nonce}};
}

// Who could see a row until now, by the number of its entry.
Result<void> FeedCommit::keepLosses(const QList<FeedEntry> &entries, qint64 from)
{
    std::vector<std::string> seqs;
    std::vector<std::string> people;
    for (qsizetype i = 0; i < entries.size(); ++i) {
        for (const QUuid &person : entries.at(i).losers) {
            seqs.push_back(std::to_string(from + i + 1));
            people.push_back(pgUuid(person));
        }
    }
    if (seqs.empty()) {
        return {};
    }
    RAWI_TRY(m_connection.exec(
        "INSERT INTO feed_losses (workspace, seq, person)"
        " SELECT $1, l.seq, l.person FROM unnest($2::bigint[], $3::uuid[]) AS l (seq, person)",
        {pgUuid(m_workspace.id), pgArray(seqs), pgArray(people)}));
    return {};
}

} // namespace rawi::server
