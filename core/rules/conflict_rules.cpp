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
                     u"%1 has no such field to settle"_s.arg(type.name)};
    }
    RAWI_ASSIGN(const QJsonValue value, valueFromText(*field, text));
    RAWI_ASSIGN(std::optional<QJsonObject> row, transaction.row(type, uuidFromText(conflict.recordId)));
    if (!row || row->value(field->name) == value) {
        return {};
    }
    row->insert(field->name, value);
    if (type.field(u"updated_at")) {
        row->insert(u"updated_at"_s, timestampText(transaction.now()));
    }
    if (type.field(u"updated_by")) {
        row->insert(u"updated_by"_s, transaction.actor().id.text());
    }
    return transaction.putRow(type, *row);
}

Result<QJsonObject> settle(Transaction &transaction, const Command &command,
                           const QList<const RecordInfo *> &types)
{
    const QJsonValue text = command.args.value("text"_L1);
    if (!text.isString()) {
        return Error{ErrorCode::FieldRequired, u"text"_s, u"conflict.settle needs it"_s};
    }
    RAWI_ASSIGN(Conflict conflict, transaction.get(idFrom<Conflict>(command.args)));
    if (conflict.settled) {
        return Error{ErrorCode::StateConflict, u"settled"_s, u"this conflict was settled already"_s};
    }
    const auto type = std::find_if(types.begin(), types.end(),
                                   [&](const RecordInfo *one) { return one->name == conflict.recordType; });
    if (type == types.end()) {
        return Error{ErrorCode::NotFound, conflict.recordType, u"there is no such record type"_s};
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
    book.addRule({u"conflict.settle"_s,
                  Role::Editor,
                  {idArg(), textArg("text", kMaxConflictText)},
                  {u"id"_s},
                  touchesOne(recordInfo<Conflict>()),
                  [types](Transaction &transaction, const Command &command) {
                      return settle(transaction, command, types);
                  }});
}

} // namespace rawi
