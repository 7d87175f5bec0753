#include "core/media/edit_rules.h"

#include "core/media/media_edit.h"
#include "core/rules/field_merge.h"
#include "core/rules/rule_args.h"

namespace rawi {

namespace {

// The list in the one form in which it is kept and compared, its films all known, its name not empty.
Result<void> makeCanonical(Transaction &transaction, MediaEdit &edit)
{
    if (edit.name.isEmpty()) {
        return Error{ErrorCode::FieldRequired, u"name"_s, u"an edit needs a name"_s};
    }
    RAWI_ASSIGN(const EditList list, EditList::fromJson(edit.edits));
    QList<Id<MediaAsset>> seen;
    for (const EditRange &range : list.ranges()) {
        if (!range.asset.isNull() && !seen.contains(range.asset)) {
            RAWI_TRY(transaction.get(range.asset));
            seen.append(range.asset);
        }
    }
    edit.edits = list.toJson();
    return {};
}

Result<QJsonObject> createEdit(Transaction &transaction, const Command &command)
{
    RAWI_TRY(transaction.get(idFrom<MediaAsset>(command.args, "asset_id")));
    MediaEdit edit = withArgs(MediaEdit{}, command.args);
    RAWI_ASSIGN(edit.id, newId<MediaEdit>(transaction, command.args));
    RAWI_TRY(makeCanonical(transaction, edit));
    edit.createdBy = transaction.actor().id;
    edit.createdAt = transaction.now();
    edit.updatedAt = transaction.now();
    RAWI_TRY(transaction.put(edit));
    return idResult(edit.id.uuid());
}

// Ranges hang together: two edits made from the same one cannot be put into one. Who comes later has to look again.
Result<void> takeRanges(MediaEdit &edit, const MediaEdit &before, const Command &command)
{
    const QString member = u"edits"_s;
    if (!command.args.contains(member)) {
        return {};
    }
    edit.edits = command.args.value(member).toObject();
    const QJsonObject base = command.base.value(member).toObject();
    const auto same = [](const QJsonObject &one, const QJsonObject &other) {
        const auto a = EditList::fromJson(one);
        const auto b = EditList::fromJson(other);
        return a.ok() && b.ok() && *a == *b;
    };
    if (!base.isEmpty() && !same(base, before.edits) && !same(edit.edits, before.edits)) {
        return Error{ErrorCode::RevisionConflict, before.name, u"the edit was changed meanwhile"_s, SubjectKind::Name};
    }
    return {};
}

Result<QJsonObject> updateEdit(Transaction &transaction, const Command &command)
{
    RAWI_ASSIGN(const MediaEdit before, transaction.get(idFrom<MediaEdit>(command.args)));
    const QJsonObject row = toJson(before);
    RAWI_ASSIGN(const QJsonObject merged,
                mergeFields(transaction, recordInfo<MediaEdit>(), row, command.args, command.base));
    auto edit = fromJson<MediaEdit>(merged);
    RAWI_TRY(takeRanges(edit, before, command));
    RAWI_TRY(makeCanonical(transaction, edit));
    if (toJson(edit) != row) {
        edit.updatedAt = transaction.now();
        RAWI_TRY(transaction.put(edit));
    }
    return idResult(edit.id.uuid());
}

Result<QJsonObject> removeEdit(Transaction &transaction, const Command &command)
{
    const auto id = idFrom<MediaEdit>(command.args);
    RAWI_TRY(transaction.remove(id));
    return idResult(id.uuid());
}

} // namespace

namespace {

// {"ranges": [{"from_us", "to_us", "asset"?}]}, microseconds.
FieldInfo editsArg()
{
    const QList<FieldInfo> range{needed(integerArg("from_us", 0, kMaxEditUs)),
                                 needed(integerArg("to_us", 0, kMaxEditUs)), idArg("asset")};
    return objectArg("edits", {needed(listArg("ranges", objectArg("", range), 1, kMaxEditRanges))});
}

} // namespace

void registerEditRules(RuleBook &book)
{
    const RecordInfo &type = recordInfo<MediaEdit>();
    book.addType(type,
                 {.update = u"edit.update"_s,
                  .parentField = u"asset_id"_s,
                  .parentType = recordInfo<MediaAsset>().name});
    book.addRights({{u"edit.create"_s, u"حفظ قصّات"_s, u"Keep cuts"_s, kEditors},
                    {u"edit.update"_s, u"تغيير القصّات"_s, u"Change cuts"_s, kEditors},
                    {u"edit.remove"_s, u"حذف القصّات"_s, u"Remove cuts"_s, kEditors}});
    book.addRule({.name = u"edit.create"_s,
                  .args = argsFrom(type, {"id", "asset_id", "name"}) + editsArg(),
                  .required = {u"asset_id"_s, u"name"_s, u"edits"_s},
                  .touches = touchesOne(recordInfo<MediaAsset>(), "asset_id"),
                  .apply = createEdit});
    book.addRule({.name = u"edit.update"_s,
                  .args = argsFrom(type, {"id", "name"}) + editsArg(),
                  .required = {u"id"_s},
                  .touches = touchesOne(type),
                  .apply = updateEdit});
    book.addRule({.name = u"edit.remove"_s,
                  .args = {idArg()},
                  .required = {u"id"_s},
                  .touches = touchesOne(type),
                  .apply = removeEdit,
                  .judged = {u"name"_s, u"edits"_s}});
}

} // namespace rawi
