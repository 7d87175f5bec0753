#include "sync-server/feed/audience.h"

#include "sync-server/pg/pg_text.h"
#include "sync-server/pg/row_store.h"

#include <QJsonArray>
#include <QJsonObject>

namespace rawi::server {

namespace {

const std::string kWorkspace = "(SELECT id FROM workspaces ORDER BY created_at, id LIMIT 1)";

// What the records ask of who may know of them.
struct Demand {
    QSet<QUuid> scopes;
    QSet<QUuid> owners;
    bool everything = false; // only who sees all scopes
};

bool isHeld(const RecordInfo &type)
{
    return type.reach == Reach::Scoped || type.reach == Reach::Owner;
}

// Of each type that not everybody may see: id, scope, owner.
std::string recordsSql(const RuleBook &rules)
{
    std::string sql;
    for (const RecordInfo *type : rules.types()) {
        if (isHeld(*type)) {
            sql += (sql.empty() ? "" : " UNION ALL ")
                + std::string(type->reach == Reach::Scoped ? "SELECT id, scope, NULL::uuid FROM \"" : "SELECT id, NULL::uuid, person FROM \"")
                + type->name.toStdString() + "\" WHERE workspace = " + kWorkspace + " AND id = ANY ($1::uuid[])";
        }
    }
    return sql;
}

Result<Demand> demandOf(PgConnection &connection, const RuleBook &rules, const Naming &naming)
{
    std::vector<std::string> ids;
    for (const QUuid &id : naming.others + QList<QUuid>{naming.subject}) {
        if (!id.isNull()) {
            ids.push_back(pgUuid(id));
        }
    }
    Demand demand;
    const std::string sql = recordsSql(rules);
    if (ids.empty() || sql.empty()) {
        return demand;
    }
    RAWI_ASSIGN(const PgRows rows, connection.exec(sql, {pgArray(ids)}));
    bool isThere = false;
    for (int row = 0; row < rows.count(); ++row) {
        isThere = isThere || uuidFromText(rows.string(row, 0)) == naming.subject;
        if (!rows.isNull(row, 1)) {
            demand.scopes.insert(uuidFromText(rows.string(row, 1)));
        }
        if (!rows.isNull(row, 2)) {
            demand.owners.insert(uuidFromText(rows.string(row, 2)));
        }
    }
    const RecordInfo *type = rules.type(naming.type);
    demand.everything = type != nullptr && isHeld(*type) && !naming.subject.isNull() && !isThere;
    return demand;
}

bool meets(const Actor &actor, const Demand &demand)
{
    const bool isOwner = std::all_of(demand.owners.begin(), demand.owners.end(), [&](const QUuid &owner) { return owner == actor.id.uuid(); });
    const bool belongs = std::all_of(demand.scopes.begin(), demand.scopes.end(), [&](const QUuid &scope) { return actor.belongsTo(scope); });
    return isOwner && belongs && (!demand.everything || actor.seesAllScopes());
}

} // namespace

QList<QUuid> idsIn(const QJsonValue &value)
{
    QList<QUuid> ids;
    if (value.isString()) {
        const QUuid id = uuidFromText(value.toString());
        return id.isNull() ? ids : QList<QUuid>{id};
    }
    const QJsonArray list = value.toArray();
    for (const QJsonValue &one : list) {
        ids += idsIn(one);
    }
    const QJsonObject object = value.toObject();
    for (auto it = object.begin(); it != object.end(); ++it) {
        ids += idsIn(it.value());
    }
    return ids;
}

Result<Audience> audienceOf(PgConnection &connection, const RuleBook &rules, const Naming &naming)
{
    RAWI_ASSIGN(const Demand demand, demandOf(connection, rules, naming));
    if (demand.scopes.isEmpty() && demand.owners.isEmpty() && !demand.everything) {
        return Audience();
    }
    RAWI_ASSIGN(const PgRows rows,
                connection.exec("SELECT p.id, p.role, m.scope FROM people p LEFT JOIN scope_members m"
                                " ON m.workspace = p.workspace AND m.person = p.id WHERE p.workspace = " + kWorkspace
                                + " AND p.active ORDER BY p.id"));
    QSet<QUuid> people;
    for (int row = 0; row < rows.count();) {
        const std::string person(rows.text(row, 0));
        RAWI_ASSIGN(const Role role, enumFromText<Role>(rows.string(row, 1)));
        Actor actor = rules.actor(Id<Person>::fromText(rows.string(row, 0)), role);
        QSet<QUuid> scopes;
        for (; row < rows.count() && rows.text(row, 0) == person; ++row) {
            scopes.insert(uuidFromText(rows.string(row, 2)));
        }
        actor.setScopes(scopes);
        if (meets(actor, demand)) {
            people.insert(actor.id.uuid());
        }
    }
    return Audience(people);
}

} // namespace rawi::server
