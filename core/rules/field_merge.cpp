#include "core/rules/field_merge.h"

#include "core/rules/conflict.h"
#include "core/text/word_merge.h"

#include <QJsonDocument>
#include <QSet>

namespace rawi {

namespace {

QJsonValue mergeSets(const QJsonArray &base, const QJsonArray &mine, const QJsonArray &theirs)
{
    const auto setOf = [](const QJsonArray &array) {
        const QStringList members = detail::sortedSet(array);
        return QSet<QString>(members.begin(), members.end());
    };
    const QSet<QString> before = setOf(base);
    const QSet<QString> after = setOf(mine);
    QSet<QString> merged = setOf(theirs);
    merged -= before - after;
    merged += after - before;
    QStringList members(merged.begin(), merged.end());
    members.sort();
    return QJsonArray::fromStringList(members);
}

// The merged value, or nothing when the two edits exclude each other.
std::optional<QJsonValue> mergeValue(const FieldInfo &field, const QJsonValue &base, const QJsonValue &mine,
                                     const QJsonValue &current)
{
    if (mine == current || mine == base) {
        return current;
    }
    if (base == current) {
        return mine;
    }
    if (field.merge == MergePolicy::Set) {
        return mergeSets(base.toArray(), mine.toArray(), current.toArray());
    }
    if (field.merge == MergePolicy::Words) { // words so near that they make a sentence which neither wrote are for a person to look at
        const auto merged = mergeSentences(base.toString(), mine.toString(), current.toString());
        if (merged && (field.maxLength == 0 || merged->size() <= field.maxLength)) {
            return *merged;
        }
    }
    return std::nullopt;
}

Result<void> keepConflict(Transaction &transaction, const RecordInfo &type, const FieldInfo &field,
                          const QJsonObject &row, const QJsonValue &base, const QJsonValue &mine)
{
    Conflict conflict;
    conflict.id = Id<Conflict>(transaction.derivedId(u"conflict:"_s + field.name));
    RAWI_ASSIGN(const std::optional<Conflict> known, transaction.find(conflict.id));
    if (known) {
        return {};
    }
    conflict.scope = Id<Scope>::fromText(row.value("scope"_L1).toString());
    conflict.recordType = type.name;
    conflict.recordId = row.value("id"_L1).toString();
    conflict.field = field.name;
    conflict.baseText = valueText(field, base);
    conflict.mineText = valueText(field, mine);
    conflict.theirsText = valueText(field, row.value(field.name));
    conflict.madeBy = Id<Person>(transaction.actor().id);
    conflict.madeAt = transaction.now();
    return transaction.put(conflict);
}

} // namespace

Result<QJsonObject> mergeFields(Transaction &transaction, const RecordInfo &type, const QJsonObject &current,
                                const QJsonObject &args, const QJsonObject &base)
{
    QJsonObject merged = current;
    for (const FieldInfo &field : type.fields) {
        const auto asked = args.constFind(field.name);
        if (asked == args.constEnd() || field.merge == MergePolicy::Fixed) {
            continue;
        }
        const QJsonValue now = canonicalValue(field, current.value(field.name));
        QJsonValue basedOn = now;
        if (const auto given = base.constFind(field.name); given != base.constEnd()) {
            RAWI_TRY(field.check(*given));
            basedOn = canonicalValue(field, *given);
        }
        const QJsonValue mine = canonicalValue(field, *asked);
        if (const auto value = mergeValue(field, basedOn, mine, now)) {
            merged.insert(field.name, *value);
        } else {
            RAWI_TRY(keepConflict(transaction, type, field, current, basedOn, mine));
        }
    }
    return merged;
}

QJsonValue canonicalValue(const FieldInfo &field, const QJsonValue &value)
{
    switch (field.kind) {
    case FieldKind::Id: {
        const QUuid id = uuidFromText(value.toString());
        return id.isNull() ? QJsonValue() : QJsonValue(uuidText(id));
    }
    case FieldKind::Timestamp: {
        const Timestamp time = timestampFromText(value.toString());
        return time.isSet() ? QJsonValue(timestampText(time)) : QJsonValue();
    }
    case FieldKind::TextSet:
        return QJsonArray::fromStringList(detail::sortedSet(value.toArray()));
    case FieldKind::Integer:
        return value.toInteger();
    default:
        return value;
    }
}

QString valueText(const FieldInfo &field, const QJsonValue &value)
{
    switch (field.kind) {
    case FieldKind::Integer:
        return QString::number(value.toInteger());
    case FieldKind::Boolean:
        return value.toBool() ? u"true"_s : u"false"_s;
    case FieldKind::TextSet:
        return QString::fromUtf8(QJsonDocument(value.toArray()).toJson(QJsonDocument::Compact));
    case FieldKind::Json:
        return QString::fromUtf8(QJsonDocument(value.toObject()).toJson(QJsonDocument::Compact));
    default:
        return value.toString();
    }
}

Result<QJsonValue> valueFromText(const FieldInfo &field, const QString &text)
{
    QJsonValue value = text;
    bool wellFormed = true;
    switch (field.kind) {
    case FieldKind::Integer:
        value = text.toLongLong(&wellFormed);
        break;
    case FieldKind::Boolean:
        wellFormed = text == "true"_L1 || text == "false"_L1;
        value = text == "true"_L1;
        break;
    case FieldKind::Id:
    case FieldKind::Timestamp:
    case FieldKind::Date:
        value = text.isEmpty() ? QJsonValue() : QJsonValue(text);
        break;
    case FieldKind::TextSet:
        value = QJsonDocument::fromJson(text.toUtf8()).array();
        break;
    case FieldKind::Json:
        value = QJsonDocument::fromJson(text.toUtf8()).object();
        break;
    default:
        break;
    }
    if (!wellFormed) {
        return Error{ErrorCode::InvalidArgument, field.name, u"not a value of this field"_s};
    }
    RAWI_TRY(field.check(value));
    return canonicalValue(field, value);
}

} // namespace rawi
