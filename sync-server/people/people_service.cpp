#include "sync-server/people/people_service.h"

#include "core/base/clock.h"
#include "core/base/log.h"
#include "core/people/person.h"
#include "sync-server/feed/audit_log.h"
#include "sync-server/feed/event_log.h"
#include "sync-server/gateway/edge.h"
#include "sync-server/people/password.h"
#include "sync-server/pg/pg_text.h"
#include "sync-server/pg/row_store.h"

#include <QJsonDocument>

namespace rawi::server {

namespace {

bool looksLikeAddress(const QString &email)
{
    const qsizetype sign = email.indexOf(QLatin1Char('@'));
    return sign > 0 && sign < email.size() - 1 && email.size() <= 254 && !email.contains(QLatin1Char(' '));
}

} // namespace

PeopleService::PeopleService(PgPool &pool, CommandService &commands, const Clock &clock)
    : m_pool(pool), m_commands(commands), m_clock(clock), m_sessions(pool, commands.rules(), clock)
{
}

CommandContext PeopleService::serverContext()
{
    return {Actor::server(), {}, u"rawi-server"_s};
}

Result<QUuid> PeopleService::addUser(const NewUser &user, const CommandContext &context)
{
    const QString email = user.email.trimmed();
    if (!looksLikeAddress(email)) {
        return Error{ErrorCode::InvalidArgument, u"email"_s, u"expected an e-mail address"_s};
    }
    RAWI_TRY(checkPassword(user.password));
    RAWI_ASSIGN(const QString password, hashPassword(user.password));
    const QUuid id = makeUuidV7(m_clock.nowMs());
    const QJsonObject args{{u"id"_s, uuidText(id)},          {u"email"_s, email},
                           {u"name_ar"_s, user.nameAr},      {u"name_en"_s, user.nameEn},
                           {u"role"_s, enumText(user.role)}, {u"active"_s, true}};
    const auto addAccount = [&](PgConnection &connection, const QJsonObject &) -> Result<void> {
        RAWI_TRY(connection.exec("INSERT INTO users (workspace, id, email, password)"
                                 " SELECT workspace, id, email, $2 FROM people WHERE id = $1",
                                 {pgUuid(id), password.toStdString()}));
        return {};
    };
    const Result<QJsonObject> done = m_commands.run(context, {.name = u"person.put"_s, .args = args, .also = addAccount});
    if (!done.ok() && done.error().code == ErrorCode::AlreadyExists) {
        return Error{ErrorCode::AlreadyExists, email, u"somebody has this address already"_s, SubjectKind::Name};
    }
    RAWI_TRY(done);
    return id;
}

Result<void> PeopleService::setPassword(const QString &email, const QString &password, const CommandContext &context)
{
    const QString address = email.trimmed();
    const Result<void> written = writePassword(context, "lower(email) = lower($1)", address, password);
    if (!written && written.error().code == ErrorCode::NotFound) {
        return Error{ErrorCode::NotFound, address, u"nobody has this address"_s, SubjectKind::Name};
    }
    return written;
}

Result<void> PeopleService::setPasswordOf(const QUuid &id, const QString &password, const CommandContext &context)
{
    const Result<void> written = writePassword(context, "id = $1::uuid", uuidText(id), password);
    if (!written && written.error().code == ErrorCode::NotFound) {
        return Error{ErrorCode::NotFound, u"people/"_s + uuidText(id), u"there is no such person"_s};
    }
    return written;
}

Result<void> PeopleService::writePassword(const CommandContext &context, const std::string &condition, const QString &who,
                                          const QString &password)
{
    RAWI_TRY(checkPassword(password));
    RAWI_ASSIGN(const QString encoded, hashPassword(password));
    RAWI_ASSIGN(const PgRows rows, keepPassword(context, u"person.reset_password"_s, condition, {who.toStdString(), encoded.toStdString()}));
    if (rows.count() == 0) {
        return Error{ErrorCode::NotFound, who, u"nobody has this address; see rawi-server user list"_s, SubjectKind::Name};
    }
    endSessions(uuidFromText(rows.string(0, 0)));
    return {};
}

// The audit says whose it is, and nothing of the password. The row's id, or no row when none meets `condition`.
Result<PgRows> PeopleService::keepPassword(const CommandContext &context, const QString &deed, const std::string &condition,
                                           const PgParams &params)
{
    return m_pool.with<PgRows>([&](PgConnection &connection) -> Result<PgRows> {
        RAWI_ASSIGN(PgTransaction transaction, PgTransaction::begin(connection));
        RAWI_ASSIGN(const PgRows rows, connection.exec("UPDATE users SET password = $2, password_at = now() WHERE " + condition
                                                           + " RETURNING id", params));
        if (rows.count() > 0) {
            RAWI_TRY(writeAudit(connection, context, {deed, {{u"id"_s, rows.string(0, 0)}}}, m_clock.nowMs()));
            RAWI_TRY(transaction.commit());
        }
        return rows;
    });
}

Result<void> PeopleService::changeOwnPassword(const CommandContext &context, const QString &present, const QString &wanted)
{
    const std::string id = pgUuid(context.actor.id.uuid());
    RAWI_ASSIGN(const PgRows rows, m_pool.with<PgRows>([&](PgConnection &connection) {
        return connection.exec("SELECT password FROM users WHERE id = $1", {id});
    }));
    // Never 401: a desk would take that for the end of its session.
    if (!verifyPassword(rows.count() > 0 ? rows.string(0, 0) : QString(), present)) {
        return Error{ErrorCode::PermissionDenied, u"current_password"_s, u"the present password is wrong"_s, SubjectKind::Field};
    }
    RAWI_TRY(checkPassword(wanted));
    RAWI_ASSIGN(const QString encoded, hashPassword(wanted));
    RAWI_ASSIGN(const PgRows changed, keepPassword(context, u"person.change_password"_s, "id = $1 AND password = $3",
                                                   {id, encoded.toStdString(), rows.string(0, 0).toStdString()}));
    if (changed.count() == 0) {
        return Error{ErrorCode::StateConflict, u"password"_s, u"the password was changed at the same moment; try again with the new one"_s,
                     SubjectKind::Field};
    }
    endSessions(context.actor.id.uuid(), context.sessionId);
    return {};
}

Result<void> PeopleService::setRole(const QString &email, Role role)
{
    RAWI_ASSIGN(const PgRows rows, m_pool.with<PgRows>([&](PgConnection &connection) {
        return connection.exec("SELECT id FROM users WHERE lower(email) = lower($1)", {email.trimmed().toStdString()});
    }));
    if (rows.count() == 0) {
        return Error{ErrorCode::NotFound, email, u"nobody has this address; see rawi-server user list"_s, SubjectKind::Name};
    }
    RAWI_TRY(change(serverContext(), uuidFromText(rows.string(0, 0)), {{u"role"_s, enumText(role)}}));
    return {};
}

Result<QString> PeopleService::listing()
{
    RAWI_ASSIGN(const PgRows rows, m_pool.with<PgRows>([](PgConnection &connection) {
        return connection.exec("SELECT p.email, p.role, CASE WHEN p.active THEN 'active' ELSE 'off' END, p.name_en, p.name_ar FROM people p"
                               " JOIN users u ON u.id = p.id ORDER BY lower(p.email)");
    }));
    QStringList lines;
    for (int i = 0; i < rows.count(); ++i) {
        QStringList cells;
        for (int column = 0; column < 5; ++column) {
            cells.append(rows.string(i, column).simplified()); // no name may begin a line of its own
        }
        lines.append(cells.join(u'\t'));
    }
    return lines.join(u'\n');
}

Result<bool> PeopleService::hasAdmin()
{
    return m_pool.with<bool>([](PgConnection &connection) -> Result<bool> {
        RAWI_ASSIGN(const PgRows rows,
                    connection.exec("SELECT 1 FROM people p JOIN users u ON u.id = p.id"
                                    " WHERE p.role = 'admin' AND p.active LIMIT 1"));
        return rows.count() > 0;
    });
}

Result<SessionTokens> PeopleService::signIn(const QString &email, const QString &password, const QString &ip,
                                            const QString &userAgent)
{
    RAWI_ASSIGN(const PgRows rows, m_pool.with<PgRows>([&](PgConnection &connection) {
        return connection.exec("SELECT u.id, u.password FROM users u"
                               " JOIN people p ON p.workspace = u.workspace AND p.id = u.id AND p.active"
                               " WHERE lower(u.email) = lower($1)",
                               {email.trimmed().toStdString()});
    }));
    const bool known = rows.count() > 0;
    if (!verifyPassword(known ? rows.string(0, 1) : QString(), password)) {
        return Error{ErrorCode::InvalidCredentials, QString(), u"the address or the password is wrong"_s};
    }
    const QUuid person = uuidFromText(rows.string(0, 0));
    const auto tell = [&](PgConnection &connection, const QUuid &session) {
        return tellEvents(connection, {{u"user.login"_s, u"people"_s, person, {{u"session"_s, uuidText(session)}}}}, {person, {}},
                          m_clock.nowMs());
    };
    Result<SessionTokens> tokens = m_sessions.open(person, ip, userAgent, tell);
    m_commands.wakeEvents({u"user.login"_s});
    return tokens;
}

Result<void> PeopleService::signOut(const QUuid &session)
{
    RAWI_TRY(m_sessions.close(session));
    if (Hub *hub = m_hub) {
        hub->dropSession(session);
    }
    return {};
}

Result<QJsonObject> PeopleService::person(const QUuid &id)
{
    return m_pool.with<QJsonObject>([&](PgConnection &connection) -> Result<QJsonObject> {
        RAWI_ASSIGN(const PgRows rows, connection.exec("SELECT " + rowJsonSql(recordInfo<Person>(), "p")
                                                           + " FROM people p WHERE p.id = $1",
                                                       {pgUuid(id)}));
        if (rows.count() == 0) {
            return Error{ErrorCode::NotFound, u"people/"_s + uuidText(id), u"there is no such person"_s};
        }
        return QJsonDocument::fromJson(rows.string(0, 0).toUtf8()).object();
    });
}

Result<Reply> PeopleService::page(PageQuery query, const Request &request) const
{
    return RecordService(m_pool, m_commands).page(std::move(query), request);
}

Result<void> PeopleService::keepAnAdministrator(PgConnection &connection)
{
    RAWI_ASSIGN(const PgRows rows,
                connection.exec("SELECT id FROM people WHERE role = 'admin' AND active ORDER BY id FOR UPDATE"));
    if (rows.count() == 0) {
        return Error{ErrorCode::StateConflict, u"role"_s, u"the workspace needs an active administrator"_s, SubjectKind::Field};
    }
    return {};
}

Result<QJsonObject> PeopleService::change(const CommandContext &context, const QUuid &id, const QJsonObject &changes)
{
    RAWI_TRY(person(id));
    for (const QString &member : changes.keys()) {
        if (member == "id"_L1 || member == "email"_L1) {
            return Error{ErrorCode::UnknownField, member, u"cannot be changed here"_s};
        }
    }
    QJsonObject args = changes;
    args.insert(u"id"_s, uuidText(id));
    RAWI_TRY(m_commands.run(context, {.name = u"person.put"_s, .args = args, .also = [this](PgConnection &connection, const QJsonObject &) {
                                return keepAnAdministrator(connection);
                            }}));
    if (changes.value("active"_L1) == QJsonValue(false)) {
        endSessions(id);
    }
    return person(id);
}

void PeopleService::endSessions(const QUuid &person, const QUuid &except)
{
    const Result<QList<QUuid>> ended = m_sessions.closeAll(person, except);
    if (!ended.ok()) {
        qCWarning(lcServer, "sessions not ended: %s", qUtf8Printable(ended.error().toString()));
        return;
    }
    if (Hub *hub = m_hub) {
        for (const QUuid &session : *ended) {
            hub->dropSession(session);
        }
    }
}

} // namespace rawi::server
