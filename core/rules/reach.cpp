#include "core/rules/reach.h"

namespace rawi {

bool visible(const RecordInfo &type, const QJsonObject &row, const Actor &actor)
{
    if (row.isEmpty() || actor.isServer()) {
        return true;
    }
    switch (type.reach) {
    case Reach::Workspace:
        return true;
    case Reach::Owner:
        return actor.id == Id<Person>::fromText(row.value("person"_L1).toString());
    case Reach::Scoped:
        return actor.belongsTo(uuidFromText(row.value("scope"_L1).toString()));
    case Reach::Office:
        return true; // which of them a person may read is the right of the route that answers
    }
    return false;
}

bool reachesEverybody(const RecordInfo &type, const QJsonObject &row)
{
    return type.reach == Reach::Workspace
        || (type.reach == Reach::Scoped && uuidFromText(row.value("scope"_L1).toString()).isNull());
}

Result<void> setScope(Transaction &transaction, const RecordInfo &type, QJsonObject row,
                      const Id<Scope> &scope)
{
    const QString id = row.value("id"_L1).toString();
    row.insert(u"scope"_s, scope.isNull() ? QJsonValue() : QJsonValue(scope.text()));
    RAWI_TRY(transaction.putRow(type, row));
    for (const RecordInfo *child : transaction.rules().types()) {
        const QList<std::pair<QString, QString>> parents = transaction.rules().typeRules(child->name).parents();
        for (const auto &[field, parentName] : parents) {
            if (parentName != type.name) {
                continue;
            }
            RAWI_ASSIGN(const QList<QJsonObject> rows, transaction.rowsWhere(*child, field, id));
            for (const QJsonObject &one : rows) {
                RAWI_TRY(setScope(transaction, *child, one, scope));
            }
        }
    }
    // Both versions of a text that clashed are as secret as the text.
    if (const RecordInfo *conflicts = transaction.rules().type(u"conflicts");
        conflicts && conflicts != &type) {
        RAWI_ASSIGN(const QList<QJsonObject> rows, transaction.rowsWhere(*conflicts, u"record_id"_s, id));
        for (const QJsonObject &one : rows) {
            RAWI_TRY(setScope(transaction, *conflicts, one, scope));
        }
    }
    return {};
}

} // namespace rawi
