#include "core/rules/conflict_rules.h"

#include "core/rules/conflict.h"
#include "core/rules/field_merge.h"
#include "core/rules/rule_args.h"

#include <algorithm>

namespace rawi {

namespace {

// Writes the settled text into the record; a record removed meanwhile has nothing left to settle.
Result<void> writeSettled(Transaction &transaction, const RecordInfo &type, const Conflict &conflict,
                          const QString &text)
{
    const FieldInfo *field = type.field(conflict.field);
    if (!field || field->merge == MergePolicy::Fixed) {
        return Error{ErrorCode::UnknownField, conflict.field,
                     QStringLiteral("%1 has no such field to settle").arg(type.name)};
    }
    RAWI_ASSIGN(const QJsonValue value, valueFromText(*field, text));
    RAWI_ASSIGN(std::optional<QJsonObject> row, transaction.row(type, uuidFromText(conflict.recordId)));
    if (!row || row->value(field->name) == value) {
        return {};
    }
    row->insert(field->name, value);
    if (type.field(u"updated_at")) {
        row->insert(QStringLiteral("updated_at"), timestampText(transaction.now()));
    }
    if (type.field(u"updated_by")) {
        row->insert(QStringLiteral("updated_by"), transaction.actor().id.text());
    }
    return transaction.putRow(type, *row);
}

Result<QJsonObject> settle(Transaction &transaction, const Command &command,
                           const QList<const RecordInfo *> &types)
{
    const QJsonValue text = command.args.value(QLatin1StringView("text"));
    if (!text.isString()) {
        return Error{ErrorCode::FieldRequired, QStringLiteral("text"),
                     QStringLiteral("conflict.settle needs it")};
    }
    RAWI_ASSIGN(Conflict conflict, transaction.get(idFrom<Conflict>(command.args)));
    if (conflict.settled) {
        return Error{ErrorCode::StateConflict, QStringLiteral("settled"),
                     QStringLiteral("this conflict was settled already")};
    }
    const auto type = std::find_if(types.begin(), types.end(),
                                   [&](const RecordInfo *one) { return one->name == conflict.recordType; });
    if (type == types.end()) {
        return Error{ErrorCode::NotFound, conflict.recordType,
                     QStringLiteral("there is no such record type")};
    }
    RAWI_TRY(writeSettled(transaction, **type, conflict, text.toString()));
    conflict.settled = true;
    conflict.settledText = text.toString();
    conflict.settledBy = transaction.actor().id;
    conflict.settledAt = transaction.now();
    RAWI_TRY(transaction.put(conflict));
    return idResult(conflict.id.uuid());
}

} // namespace

void registerConflictRules(RuleBook &book)
{
    book.addType(recordInfo<Conflict>());
    const QList<const RecordInfo *> types = book.types();
    book.addRule({QStringLiteral("conflict.settle"),
                  Role::Editor,
                  {idArg(), textArg("text", kMaxConflictText)},
                  {QStringLiteral("id")},
                  touchesOne(recordInfo<Conflict>()),
                  [types](Transaction &transaction, const Command &command) {
                      return settle(transaction, command, types);
                  }});
}

} // namespace rawi
