#pragma once

#include "sync-server/feed/feed_commit.h"

#include <QJsonArray>

namespace rawi::server {

// What the server remembers of a desk's pushes: who uses it, its last number, every result. Inside one transaction.
class ClientMemory {
public:
    ClientMemory(PgConnection &connection, const Workspace &workspace, const QUuid &client);

    // Locks the desk's row, made for this person when it is new. Errors: PermissionDenied (subject "client") when
    // another person used it first.
    Result<void> open(const Actor &actor);
    qint64 lastN() const { return m_lastN; }
    // The result of an earlier command. Errors: StateConflict when number n was another command.
    Result<CommandResult> remembered(const Command &command);
    void remember(const CommandResult &result);
    // Writes what is to be remembered, in one statement.
    Result<void> close();

private:
    PgConnection &m_connection;
    std::string m_workspace;
    std::string m_client;
    qint64 m_lastN = 0;
    QJsonArray m_fresh; // results that are not written yet
};

} // namespace rawi::server
