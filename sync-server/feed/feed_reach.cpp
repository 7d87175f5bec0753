#include "sync-server/feed/feed_reach.h"

#include "core/rules/reach.h"
#include "sync-server/pg/pg_text.h"

#include <algorithm>

namespace rawi::server {

namespace {

QUuid scopeOf(const QJsonObject &row)
{
    return uuidFromText(row.value("scope"_L1).toString());
}

QSet<QUuid> membersOf(const QJsonObject &row)
{
    QSet<QUuid> members;
    const QJsonArray listed = row.value("members"_L1).toArray();
    for (const QJsonValue &one : listed) {
        members.insert(uuidFromText(one.toString()));
    }
    return members;
}

// Who could see what, before and after a commit.
class Sight {
public:
    Sight(PgConnection &connection, const RuleBook &rules, const Workspace &workspace)
        : m_connection(connection), m_rules(rules), m_workspace(pgUuid(workspace.id))
    {
    }

    // Reads the people and the members of every scope as they are now; `changes` says how the members were.
    Result<void> read(const QList<RowChange> &changes)
    {
        RAWI_ASSIGN(const PgRows people,
                    m_connection.exec("SELECT id, role FROM people WHERE workspace = $1", {m_workspace}));
        for (int i = 0; i < people.count(); ++i) {
            const QUuid id = uuidFromText(people.string(i, 0));
            RAWI_ASSIGN(const Role role, enumFromText<Role>(people.string(i, 1)));
            m_people.insert(id);
            if (m_rules.actor(Id<Person>(id), role).seesAllScopes()) {
                m_seeAll.insert(id);
            }
        }
        RAWI_ASSIGN(
            const PgRows members,
            m_connection.exec("SELECT scope, person FROM scope_members WHERE workspace = $1", {m_workspace}));
        for (int i = 0; i < members.count(); ++i) {
            m_after[uuidFromText(members.string(i, 0))].insert(uuidFromText(members.string(i, 1)));
        }
        m_before = m_after;
        for (const RowChange &change : changes) {
            if (change.type->field(u"members") && change.type->reach == Reach::Scoped) {
                m_before[change.id] = membersOf(change.before);
            }
        }
        return {};
    }

    QSet<QUuid> before(const QUuid &scope) const { return seers(m_before, scope); }
    QSet<QUuid> after(const QUuid &scope) const { return seers(m_after, scope); }

private:
    QSet<QUuid> seers(const QHash<QUuid, QSet<QUuid>> &members, const QUuid &scope) const
    {
        return scope.isNull() ? m_people : members.value(scope) + m_seeAll;
    }

    PgConnection &m_connection;
    const RuleBook &m_rules;
    std::string m_workspace;
    QSet<QUuid> m_people;
    QSet<QUuid> m_seeAll;
    QHash<QUuid, QSet<QUuid>> m_before;
    QHash<QUuid, QSet<QUuid>> m_after;
};

bool changesReach(const RowChange &change)
{
    return !change.before.isEmpty() && change.type->reach == Reach::Scoped
        && (scopeOf(change.before) != scopeOf(change.after) || change.removed()
            || change.before.value("members"_L1) != change.after.value("members"_L1));
}

FeedEntry entryOf(const RowChange &change)
{
    return {change.type->name, change.id, revisionOf(change), change.removed(),
            !change.before.isEmpty() && !reachesEverybody(*change.type, change.before)};
}

QSet<QUuid> losersOf(const RowChange &change, const Sight &sight)
{
    if (change.type->reach == Reach::Owner) {
        const QUuid owner = uuidFromText(change.before.value("person"_L1).toString());
        return change.removed() && !owner.isNull() ? QSet<QUuid>{owner} : QSet<QUuid>();
    }
    if (!changesReach(change)) {
        return {};
    }
    const QUuid scope = scopeOf(change.before);
    if (change.removed()) {
        return scope.isNull() ? QSet<QUuid>() : sight.before(scope);
    }
    return sight.before(scope) - sight.after(scopeOf(change.after));
}

// Every row of a scope once more, for those who came to it or left it.
Result<void> tellScopeAgain(PgConnection &connection, const RuleBook &rules, const std::string &workspace,
                            const QUuid &scope, const QSet<QUuid> &losers, QList<FeedEntry> &entries)
{
    for (const RecordInfo *type : rules.types()) {
        if (type->reach != Reach::Scoped) {
            continue;
        }
        RAWI_ASSIGN(const PgRows rows,
                    connection.exec("SELECT id, rev FROM \"" + type->name.toStdString()
                                        + "\" WHERE workspace = $1 AND scope = $2 AND id <> $2",
                                    {workspace, pgUuid(scope)}));
        for (int i = 0; i < rows.count(); ++i) {
            entries.append(
                {type->name, uuidFromText(rows.string(i, 0)), rows.integer(i, 1), false, true, losers});
        }
    }
    return {};
}

} // namespace

qint64 revisionOf(const RowChange &change)
{
    return change.removed() ? change.before.value("rev"_L1).toInteger() + 1
                            : change.after.value("rev"_L1).toInteger();
}

bool isPublic(const RowChange &change)
{
    return reachesEverybody(*change.type, change.removed() ? change.before : change.after);
}

Result<Actor> readActor(PgConnection &connection, const RuleBook &rules, const QUuid &workspace,
                        const QUuid &person)
{
    const PgParams who{pgUuid(workspace), pgUuid(person)};
    RAWI_ASSIGN(const PgRows rows,
                connection.exec("SELECT p.role, p.active, m.scope FROM people p LEFT JOIN scope_members m"
                                " ON m.workspace = p.workspace AND m.person = p.id WHERE p.workspace = $1 AND p.id = $2", who));
    if (rows.count() == 0 || rows.text(0, 1) != "t") {
        return Error{ErrorCode::PermissionDenied, u"account"_s,
                     u"this account is switched off; ask an administrator"_s, SubjectKind::Code};
    }
    RAWI_ASSIGN(const Role role, enumFromText<Role>(rows.string(0, 0)));
    Actor actor = rules.actor(Id<Person>(person), role);
    QSet<QUuid> belongs;
    for (int i = 0; i < rows.count(); ++i) {
        belongs.insert(uuidFromText(rows.string(i, 2))); // null: to none
    }
    actor.setScopes(belongs);
    return actor;
}

Result<QList<FeedEntry>> entriesOf(PgConnection &connection, const RuleBook &rules,
                                   const Workspace &workspace, const QList<RowChange> &changes)
{
    Sight sight(connection, rules, workspace);
    if (std::any_of(changes.begin(), changes.end(), changesReach)) {
        RAWI_TRY(sight.read(changes));
    }
    QList<FeedEntry> entries;
    for (const RowChange &change : changes) {
        if (change.type->reach == Reach::Office) {
            continue;
        }
        entries.append(entryOf(change));
        entries.last().losers = losersOf(change, sight);
    }
    for (const RowChange &change : changes) {
        const QUuid scope = scopeOf(change.after);
        const bool isItself = !scope.isNull() && scope == change.id && scope == scopeOf(change.before);
        if (isItself && changesReach(change)) {
            RAWI_TRY(tellScopeAgain(connection, rules, pgUuid(workspace.id), scope,
                                    sight.before(scope) - sight.after(scope), entries));
        }
    }
    return entries;
}

} // namespace rawi::server
