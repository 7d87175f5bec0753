#include "core/rules/mend_rules.h"

#include "core/rules/conflict.h"
#include "core/rules/rule_args.h"
#include "core/rules/text_form.h"

namespace rawi {

namespace {

constexpr int kMostTypeName = 64;

Result<void> tellEmptied(Transaction &transaction, const RecordInfo &type, const QJsonObject &before, const QJsonObject &after)
{
    for (const FieldInfo &field : type.fields) {
        const QString was = before.value(field.name).toString();
        const bool isEmptied = after.value(field.name).toString().isEmpty() && !was.trimmed().isEmpty();
        if (field.kind != FieldKind::Text || field.merge == MergePolicy::Fixed || !isEmptied) {
            continue;
        }
        Conflict conflict;
        conflict.id = Id<Conflict>(transaction.derivedId(u"conflict:"_s + field.name));
        conflict.scope = Id<Scope>::fromText(before.value("scope"_L1).toString());
        conflict.recordType = type.name;
        conflict.recordId = before.value("id"_L1).toString();
        conflict.field = field.name;
        conflict.baseText = was;
        conflict.mineText = was;
        conflict.madeAt = transaction.now();
        RAWI_TRY(transaction.put(conflict));
    }
    return {};
}

Result<QJsonObject> mendRecord(Transaction &transaction, const Command &command)
{
    const QString name = command.args.value("type"_L1).toString();
    const RecordInfo *type = transaction.rules().type(name);
    if (!type) {
        return Error{ErrorCode::NotFound, name, u"there is no such record type"_s};
    }
    const QUuid id = uuidFromText(command.args.value("id"_L1).toString());
    RAWI_ASSIGN(const std::optional<QJsonObject> row, transaction.row(*type, id));
    if (!row) {
        return Error{ErrorCode::NotFound, name + u'/' + uuidText(id), u"there is no such record"_s};
    }
    RAWI_TRY(tellEmptied(transaction, *type, *row, mended(type->fields, *row)));
    RAWI_TRY(transaction.putRow(*type, *row));
    return idResult(id);
}

} // namespace

void registerMendRules(RuleBook &book)
{
    book.addRights({{u"record.mend"_s, u"إصلاح نصوص قديمة"_s, u"Mend texts of older versions"_s, kNobody}});
    book.addRule({.name = u"record.mend"_s,
                  .args = {textArg("type", kMostTypeName), idArg()},
                  .required = {u"type"_s, u"id"_s},
                  .touches =
                      [](const QJsonObject &args) {
                          return QList<RowKey>{{args.value("type"_L1).toString(), uuidFromText(args.value("id"_L1).toString())}};
                      },
                  .apply = mendRecord,
                  .serverOnly = true});
}

} // namespace rawi
