#pragma once

#include "sync-server/feed/feed_commit.h"

#include <QHash>
#include <QJsonArray>

namespace rawi::server {

// What the server remembers of a desk's pushes: who uses it, its last number, every result by its command's id. Inside one
// transaction.
class ClientMemory {
public:
    ClientMemory(PgConnection &connection, const Workspace &workspace, const QUuid &client);

    // Locks the desk's row, made for this person when it is new, and recalls which of these commands are known. Errors:
    // PermissionDenied (subject "client") when another person used it first.
    Result<void> open(const Actor &actor, const QList<Command> &commands);
    // Of one that may have been applied while this transaction waited.
    Result<bool> recall(const Command &command);
    // The result of a known command, whatever desk it came from; nothing when it is new.
    std::optional<CommandResult> remembered(const Command &command) const;
    // Nothing when the command may be applied now. Errors: StateConflict (subject "n") when its number was another's,
    // SequenceGap (subject = the expected number).
    Result<void> follows(const Command &command) const;
    // This desk has reached this command, which was known before.
    void pass(const Command &command);
    void remember(const CommandResult &result);
    // Writes what is to be remembered, in one statement. Errors: AlreadyExists when a command was applied meanwhile under
    // another identity (isAppliedElsewhere()).
    Result<void> close();

private:
    void take(const PgRows &rows, int column);

    PgConnection &m_connection;
    std::string m_workspace;
    std::string m_client;
    QUuid m_person;
    qint64 m_lastN = 0;
    QUuid m_lastCommand;
    bool m_hasMoved = false;
    QHash<QUuid, QJsonObject> m_known; // {"person", "result"} by the command's id
    QJsonArray m_fresh;                // results that are not written yet
};

// The whole push may be tried again: it will find the command known.
bool isAppliedElsewhere(const Error &error);

// {"yours", "last_n", "last_command"} as a hello is answered, null when the server knows no such desk.
Result<QJsonValue> rememberedClient(PgConnection &connection, const Workspace &workspace, const QUuid &client, const QUuid &person);

// Those of these commands that this person has pushed, by whatever desk.
Result<QJsonArray> knownCommands(PgConnection &connection, const Workspace &workspace, const QUuid &person, const QJsonArray &commands);

} // namespace rawi::server
