#include "sync-server/feed/client_memory.h"

#include "sync-server/pg/pg_text.h"

#include <QJsonDocument>

namespace rawi::server {

namespace {

// {command: {"person", "result"}} of the ids in $2, whoever pushed them.
constexpr const char *kKnown = "(SELECT jsonb_object_agg(r.command, jsonb_build_object('person', o.person, 'result', r.result))"
                               " FROM command_results r JOIN clients o USING (workspace, client)"
                               " WHERE r.workspace = $1 AND r.command = ANY($2::uuid[]))";

std::string idsOf(const QList<Command> &commands)
{
    std::vector<std::string> ids;
    for (const Command &command : commands) {
        ids.push_back(pgUuid(command.id));
    }
    return pgArray(ids);
}

} // namespace

ClientMemory::ClientMemory(PgConnection &connection, const Workspace &workspace, const QUuid &client)
    : m_connection(connection), m_workspace(pgUuid(workspace.id)),
      m_client(pgUuid(client))
{
}

void ClientMemory::take(const PgRows &rows, int column)
{
    const QString known = rows.count() == 0 || rows.isNull(0, column) ? QString() : rows.string(0, column);
    const QJsonObject all = QJsonDocument::fromJson(known.toUtf8()).object();
    for (auto one = all.begin(); one != all.end(); ++one) {
        m_known.insert(uuidFromText(one.key()), one->toObject());
    }
}

Result<void> ClientMemory::open(const Actor &actor, const QList<Command> &commands)
{
    m_person = actor.id.uuid();
    const std::string person = pgUuid(m_person);
    const std::string ids = idsOf(commands);
    const auto locked = [&] {
        return m_connection.exec(std::string("SELECT c.person, c.last_n, c.last_command, ") + kKnown
                                     + " FROM clients c WHERE c.workspace = $1 AND c.client = $3 FOR UPDATE OF c",
                                 {m_workspace, ids, m_client});
    };
    RAWI_ASSIGN(PgRows rows, locked());
    if (rows.count() == 0) { // its first push
        RAWI_TRY(m_connection.exec("INSERT INTO clients (workspace, client, person) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING",
                                   {m_workspace, m_client, person}));
        RAWI_ASSIGN(rows, locked());
    }
    if (rows.count() == 0 || rows.text(0, 0) != person) {
        return Error{ErrorCode::PermissionDenied, u"client"_s,
                     u"another person has pushed from this desk under this identity"_s, SubjectKind::Code};
    }
    m_lastN = rows.integer(0, 1);
    m_lastCommand = uuidFromText(rows.string(0, 2));
    take(rows, 3);
    return {};
}

Result<bool> ClientMemory::recall(const Command &command)
{
    RAWI_ASSIGN(const PgRows rows, m_connection.exec(std::string("SELECT ") + kKnown, {m_workspace, idsOf({command})}));
    take(rows, 0);
    return m_known.contains(command.id);
}

std::optional<CommandResult> ClientMemory::remembered(const Command &command) const
{
    const auto known = m_known.constFind(command.id);
    if (known == m_known.constEnd()) {
        return std::nullopt;
    }
    if (uuidFromText(known->value("person"_L1).toString()) != m_person) {
        return CommandResult{command.n, command.id, false, {},
                             {ErrorCode::PermissionDenied, u"id"_s, u"a command of another person has this id"_s, SubjectKind::Field}};
    }
    const QJsonObject kept = known->value("result"_L1).toObject();
    return CommandResult{command.n, command.id, kept.value("applied"_L1).toBool(), kept.value("result"_L1).toObject(),
                         errorFromProblem(kept.value("error"_L1).toObject())};
}

Result<void> ClientMemory::follows(const Command &command) const
{
    if (command.n == m_lastN + 1) {
        return {};
    }
    if (command.n <= m_lastN) {
        return Error{ErrorCode::StateConflict, u"n"_s,
                     u"number %1 of this desk was another command; was its profile restored from a copy?"_s.arg(command.n),
                     SubjectKind::Field};
    }
    return Error{ErrorCode::SequenceGap, QString::number(m_lastN + 1),
                 u"expected number %1, got %2"_s.arg(m_lastN + 1).arg(command.n)};
}

void ClientMemory::pass(const Command &command)
{
    if (command.n == m_lastN + 1) {
        m_lastN = command.n;
        m_lastCommand = command.id;
        m_hasMoved = true;
    }
}

void ClientMemory::remember(const CommandResult &result)
{
    QJsonObject kept{{u"applied"_s, result.applied}};
    if (result.applied) {
        kept.insert(u"result"_s, result.result);
    } else {
        kept.insert(u"error"_s, problemFromError(result.reason));
    }
    m_fresh.append(QJsonObject{{u"n"_s, result.n}, {u"command"_s, uuidText(result.id)}, {u"result"_s, kept}});
    m_known.insert(result.id, {{u"person"_s, uuidText(m_person)}, {u"result"_s, kept}}); // the same id twice in one push
    m_lastN = result.n;
    m_lastCommand = result.id;
    m_hasMoved = true;
}

Result<void> ClientMemory::close()
{
    if (!m_hasMoved) {
        return {};
    }
    RAWI_TRY(m_connection.exec("WITH r AS (INSERT INTO command_results (workspace, client, n, command, result)"
                               " SELECT $1, $2, f.n, f.command, f.result"
                               " FROM jsonb_to_recordset($4::jsonb) AS f (n bigint, command uuid, result jsonb))"
                               " UPDATE clients SET last_n = $3, last_command = $5 WHERE workspace = $1 AND client = $2",
                               {m_workspace, m_client, std::to_string(m_lastN), pgJson(m_fresh), pgUuid(m_lastCommand)}));
    m_fresh = {};
    m_hasMoved = false;
    return {};
}

bool isAppliedElsewhere(const Error &error)
{
    return error.code == ErrorCode::AlreadyExists && error.subject == "command_results_command"_L1;
}

Result<QJsonValue> rememberedClient(PgConnection &connection, const Workspace &workspace, const QUuid &client, const QUuid &person)
{
    RAWI_ASSIGN(const PgRows rows, connection.exec("SELECT person, last_n, last_command FROM clients WHERE workspace = $1 AND client = $2",
                                                   {pgUuid(workspace.id), pgUuid(client)}));
    if (rows.count() == 0) {
        return QJsonValue();
    }
    const bool isTheirs = rows.text(0, 0) == pgUuid(person);
    QJsonObject memory{{u"yours"_s, isTheirs}, {u"last_n"_s, 0}, {u"last_command"_s, QJsonValue()}};
    if (isTheirs) {
        memory.insert(u"last_n"_s, rows.integer(0, 1));
        memory.insert(u"last_command"_s, rows.isNull(0, 2) ? QJsonValue() : QJsonValue(rows.string(0, 2)));
    }
    return QJsonValue(memory);
}

Result<QJsonArray> knownCommands(PgConnection &connection, const Workspace &workspace, const QUuid &person, const QJsonArray &commands)
{
    RAWI_ASSIGN(const PgRows rows,
                connection.exec("SELECT r.command FROM command_results r JOIN clients c USING (workspace, client)"
                                " WHERE r.workspace = $1 AND c.person = $2"
                                " AND r.command IN (SELECT value::uuid FROM jsonb_array_elements_text($3::jsonb))",
                                {pgUuid(workspace.id), pgUuid(person), pgJson(commands)}));
    QJsonArray known;
    for (int i = 0; i < rows.count(); ++i) {
        known.append(rows.string(i, 0));
    }
    return known;
}

} // namespace rawi::server
