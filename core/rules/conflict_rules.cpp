#include "core/rules/conflict_rules.h"

#include "core/rules/conflict.h"
#include "core/rules/field_merge.h"
#include "core/rules/rule_args.h"

namespace rawi {

namespace {

// Runs what an editor of the record would have asked for, so that no rule and no right of the type is passed
// by; a record removed meanwhile has nothing left to settle. `seen` is what stood there when it was settled: what was written
// since is merged, or is another conflict, as with any edit.
Result<void> writeSettled(Transaction &transaction, const Conflict &conflict, const QString &text, const QString &seen)
{
    const RecordInfo *type = transaction.rules().type(conflict.recordType);
    if (!type) {
        return Error{ErrorCode::NotFound, conflict.recordType, u"there is no such record type"_s};
    }
    const FieldInfo *field = type->field(conflict.field);
    const QString update = transaction.rules().typeRules(type->name).update;
    if (!field || field->merge == MergePolicy::Fixed || update.isEmpty()) {
        return Error{ErrorCode::UnknownField, conflict.field,
                     u"%1 has no such field to settle"_s.arg(type->name)};
    }
    RAWI_ASSIGN(const QJsonValue value, valueFromText(*field, text));
    RAWI_ASSIGN(const std::optional<QJsonObject> row,
                transaction.row(*type, uuidFromText(conflict.recordId)));
    if (!row || canonicalValue(*field, row->value(field->name)) == value) {
        return {};
    }
    Command command;
    command.name = update;
    command.args = {{u"id"_s, conflict.recordId}, {field->name, value}};
    RAWI_ASSIGN(const QJsonValue before, valueFromText(*field, seen));
    command.base = {{field->name, before}};
    RAWI_TRY(transaction.run(command));
    return {};
}

Result<QJsonObject> settle(Transaction &transaction, const Command &command)
{
    const QJsonValue text = command.args.value("text"_L1);
    if (!text.isString()) {
        return Error{ErrorCode::FieldRequired, u"text"_s, u"conflict.settle needs it"_s};
    }
    RAWI_ASSIGN(Conflict conflict, transaction.get(idFrom<Conflict>(command.args)));
    if (conflict.settled) {
        return Error{ErrorCode::StateConflict, u"settled"_s, u"this conflict was settled already"_s};
    }
    const QJsonValue seen = command.base.value("text"_L1); // an older desk showed what the conflict keeps
    RAWI_TRY(writeSettled(transaction, conflict, text.toString(), seen.isString() ? seen.toString() : conflict.theirsText));
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
    book.addRights({{u"conflict.settle"_s, u"حسم التعارضات"_s, u"Settle conflicts"_s, kEditors}});
    book.addRule({.name = u"conflict.settle"_s,
                  .args = {idArg(), textArg("text", kMaxConflictText)},
                  .required = {u"id"_s},
                  .touches = touchesOne(recordInfo<Conflict>()),
                  .apply = settle});
}

} // namespace rawi
