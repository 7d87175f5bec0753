#include "sync-server/feed/client_memory.h"

#include "sync-server/pg/pg_text.h"

#include <QJsonDocument>

namespace rawi::server {

ClientMemory::ClientMemory(PgConnection &connection, const Workspace &workspace, const QUuid &client)
    : m_connection(connection), m_workspace(pgUuid(workspace.id)),
      m_client(pgUuid(client))
{
}

Result<void> ClientMemory::open(const Actor &actor)
{
    const std::string person = pgUuid(actor.id.uuid());
    const auto locked = [this] {
        return m_connection.exec("SELECT person, last_n FROM clients WHERE workspace = $1 AND client = $2 FOR UPDATE",
                                 {m_workspace, m_client});
    };
    RAWI_ASSIGN(PgRows rows, locked());
    if (rows.count() == 0) { // its first push
        RAWI_TRY(m_connection.exec("INSERT INTO clients (workspace, client, person) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING",
                                   {m_workspace, m_client, person}));
        RAWI_ASSIGN(rows, locked());
    }
    if (rows.count() == 0 || rows.text(0, 0) != person) {
        return Error{ErrorCode::PermissionDenied, u"client"_s,
                     u"another person has pushed from this desk; sign in as that person, or use a "
                     "profile of your own"_s, SubjectKind::Code};
    }
    m_lastN = rows.integer(0, 1);
    return {};
}

Result<CommandResult> ClientMemory::remembered(const Command &command)
{
    RAWI_ASSIGN(const PgRows rows,
                m_connection.exec("SELECT command, result FROM command_results"
                                  " WHERE workspace = $1 AND client = $2 AND n = $3",
                                  {m_workspace, m_client, std::to_string(command.n)}));
    if (rows.count() == 0 || uuidFromText(rows.string(0, 0)) != command.id) {
        return Error{
            ErrorCode::StateConflict, u"n"_s,
            u"number %1 of this desk was another command; was its profile restored from a copy?"_s.arg(
                command.n), SubjectKind::Field};
    }
    const QJsonObject kept = QJsonDocument::fromJson(rows.string(0, 1).toUtf8()).object();
    return CommandResult{command.n, command.id, kept.value("applied"_L1).toBool(),
                         kept.value("result"_L1).toObject(),
                         errorFromProblem(kept.value("error"_L1).toObject())};
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
    m_lastN = result.n;
}

Result<void> ClientMemory::close()
{
    if (m_fresh.isEmpty()) {
        return {};
    }
    RAWI_TRY(m_connection.exec("WITH r AS (INSERT INTO command_results (workspace, client, n, command, result)"
                               " SELECT $1, $2, f.n, f.command, f.result"
                               " FROM jsonb_to_recordset($4::jsonb) AS f (n bigint, command uuid, result jsonb))"
                               " UPDATE clients SET last_n = $3 WHERE workspace = $1 AND client = $2",
                               {m_workspace, m_client, std::to_string(m_lastN), pgJson(m_fresh)}));
    m_fresh = {};
    return {};
}

} // namespace rawi::server
