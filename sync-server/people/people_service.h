#pragma once

#include "sync-server/feed/command_service.h"
#include "sync-server/feed/record_service.h"
#include "sync-server/people/session_store.h"

#include <atomic>

namespace rawi::server {

class Hub;

struct NewUser {
    QString email;
    QString password;
    Role role = Role::Viewer;
    QString nameAr;
    QString nameEn;
};

// The members of the workspace: their accounts, their sign-in, what they may do. Thread-safe.
class PeopleService {
public:
    PeopleService(PgPool &pool, CommandService &commands, const Clock &clock);

    // Errors: WeakPassword, InvalidArgument (no address), AlreadyExists (the address is taken), as the command
    // person.put for others. Without a context it is the server's own command line.
    Result<QUuid> addUser(const NewUser &user, const CommandContext &context = serverContext());
    // Errors: NotFound, WeakPassword. Ends the person's sessions. Without a context it is the command line.
    Result<void> setPassword(const QString &email, const QString &password, const CommandContext &context = serverContext());
    // A person's own, with the present one. Their other sessions end. Errors: PermissionDenied (subject current_password:
    // it is wrong), WeakPassword, StateConflict (somebody changed it at the same moment).
    Result<void> changeOwnPassword(const CommandContext &context, const QString &present, const QString &wanted);
    // A new role for who has this address. Errors: NotFound; as change().
    Result<void> setRole(const QString &email, Role role);
    // Everybody, for the command line: a line each of address, role, "active" or "off" and names, parted by tabs.
    Result<QString> listing();
    Result<void> setPasswordOf(const QUuid &id, const QString &password, const CommandContext &context = serverContext());
    Result<bool> hasAdmin();

    // Errors: InvalidCredentials, alike for an unknown address, a wrong password and an account switched off.
    Result<SessionTokens> signIn(const QString &email, const QString &password, const QString &ip,
                                 const QString &userAgent);
    Result<SessionRef> authenticate(std::string_view token) { return m_sessions.authenticate(token); }
    Result<SessionTokens> refresh(const QString &token) { return m_sessions.refresh(token); }
    SessionStore &sessions() { return m_sessions; }
    Result<void> signOut(const QUuid &session);

    // A person's record. Errors: NotFound.
    Result<QJsonObject> person(const QUuid &id);
    // 200 with a page of members, as RecordService::page.
    Result<Reply> page(PageQuery query, const Request &request) const;
    // Sets the members of `changes` (name_ar, name_en, role, active). Switching off, or a new role, counts for
    // the person's next request. Errors: StateConflict when no active administrator would be left; as person.put.
    Result<QJsonObject> change(const CommandContext &context, const QUuid &id, const QJsonObject &changes);

    void setHub(Hub *hub) { m_hub = hub; }
    static CommandContext serverContext();

private:
    Result<void> writePassword(const CommandContext &context, const std::string &condition, const QString &who, const QString &password);
    Result<PgRows> keepPassword(const CommandContext &context, const QString &deed, const std::string &condition, const PgParams &params);
    Result<void> keepAnAdministrator(PgConnection &connection);
    void endSessions(const QUuid &person, const QUuid &except = {});

    PgPool &m_pool;
    CommandService &m_commands;
    const Clock &m_clock;
    SessionStore m_sessions;
    std::atomic<Hub *> m_hub = nullptr;
};

} // namespace rawi::server
