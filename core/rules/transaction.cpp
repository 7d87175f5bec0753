#include "core/rules/transaction.h"

#include "core/rules/reach.h"
#include "core/rules/rule_book.h"
#include "core/rules/text_form.h"

#include <algorithm>

namespace rawi {

Transaction::Transaction(const RuleBook &rules, RowReader &reader, const Actor &actor, qint64 nowMs,
                         const QUuid &commandId)
    : m_rules(rules), m_reader(reader), m_actor(actor), m_nowMs(nowMs), m_commandId(commandId)
{
}

QUuid Transaction::derivedId(QStringView label) const
{
    return QUuid::createUuidV5(m_commandId, label.toUtf8());
}

Error Transaction::notFound(const RecordInfo &type, const QUuid &id)
{
    return {ErrorCode::NotFound, type.name + QLatin1Char('/') + uuidText(id), u"there is no such record"_s};
}

Result<std::optional<QJsonObject>> Transaction::stored(const RecordInfo &type, const QUuid &id)
{
    return m_reader.row(type, id);
}

Result<std::optional<QJsonObject>> Transaction::row(const RecordInfo &type, const QUuid &id)
{
    const auto written = m_changes.find({type.name, id});
    if (written != m_changes.end()) {
        return written->second.removed() ? std::optional<QJsonObject>() : written->second.after;
    }
    RAWI_ASSIGN(std::optional<QJsonObject> found, stored(type, id));
    return found && visible(type, *found, m_actor) ? std::move(found) : std::optional<QJsonObject>();
}

Result<QList<QJsonObject>> Transaction::rowsWhere(const RecordInfo &type, const QString &field,
                                                  const QJsonValue &value)
{
    RAWI_ASSIGN(QList<QJsonObject> rows, m_reader.rowsWhere(type, field, value));
    const auto idOf = [](const QJsonObject &row) { return uuidFromText(row.value("id"_L1).toString()); };
    rows.removeIf([&](const QJsonObject &row) {
        return m_changes.contains({type.name, idOf(row)}) || !visible(type, row, m_actor);
    });
    for (const auto &[key, change] : m_changes) {
        if (key.first == type.name && !change.removed() && change.after.value(field) == value) {
            rows.append(change.after);
        }
    }
    std::sort(rows.begin(), rows.end(), [&](const auto &a, const auto &b) { return idOf(a) < idOf(b); });
    return rows;
}

// A new row is as secret as what it hangs on.
Result<void> Transaction::inheritScope(const RecordInfo &type, QJsonObject &row)
{
    if (type.reach != Reach::Scoped) {
        return {};
    }
    const QList<std::pair<QString, QString>> parents = m_rules.typeRules(type.name).parents();
    for (const auto &[field, parentName] : parents) {
        const RecordInfo *parentType = m_rules.type(parentName);
        const QUuid id = uuidFromText(row.value(field).toString());
        if (!parentType || id.isNull()) {
            continue;
        }
        RAWI_ASSIGN(const std::optional<QJsonObject> parent, this->row(*parentType, id));
        if (parent) {
            row.insert(u"scope"_s, parent->value("scope"_L1));
            break;
        }
    }
    return {};
}

Result<void> Transaction::putRow(const RecordInfo &type, QJsonObject row)
{
    const QUuid id = uuidFromText(row.value("id"_L1).toString());
    if (id.isNull()) {
        return Error{ErrorCode::InvalidArgument, u"id"_s, u"a record needs an id"_s};
    }
    row = mended(type.fields, std::move(row)); // of a merge, or of a row from before its fields had forms
    RAWI_TRY(checkRow(type, row));
    const Key key{type.name, id};
    auto written = m_changes.find(key);
    if (written == m_changes.end()) {
        RAWI_ASSIGN(const std::optional<QJsonObject> before, stored(type, id));
        RowChange change{&type, id, before.value_or(QJsonObject()), {}};
        if (!visible(type, change.before, m_actor)) {
            return notFound(type, id);
        }
        if (!before) {
            RAWI_TRY(inheritScope(type, row));
        }
        const qint64 rev = change.before.value("rev"_L1).toInteger();
        row.insert(u"rev"_s, rev);
        if (row == change.before) {
            return {};
        }
        written = m_changes.emplace(key, std::move(change)).first;
    }
    row.insert(u"rev"_s, written->second.before.value("rev"_L1).toInteger() + 1);
    written->second.after = std::move(row);
    return {};
}

Result<void> Transaction::removeRow(const RecordInfo &type, const QUuid &id)
{
    const Key key{type.name, id};
    if (const auto written = m_changes.find(key); written != m_changes.end()) {
        if (written->second.before.isEmpty()) {
            m_changes.erase(written);
        } else {
            written->second.after = {};
        }
        return {};
    }
    RAWI_ASSIGN(const std::optional<QJsonObject> before, stored(type, id));
    if (!before || !visible(type, *before, m_actor)) {
        return notFound(type, id);
    }
    m_changes.emplace(key, RowChange{&type, id, *before, {}});
    return {};
}

Result<QJsonObject> Transaction::run(const Command &command)
{
    return m_rules.runInside(*this, command);
}

QList<RowChange> Transaction::changes() const
{
    QList<RowChange> changes;
    for (const auto &[key, change] : m_changes) {
        changes.append(change);
    }
    return changes;
}

} // namespace rawi
