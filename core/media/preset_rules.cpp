#include "core/media/preset_rules.h"

#include "core/media/encode_preset.h"
#include "core/rules/field_merge.h"
#include "core/rules/rule_args.h"

namespace rawi {

namespace {

// Settings in the one form in which they are kept and compared: every member there, none unknown.
Result<void> makeCanonical(EncodePreset &preset)
{
    RAWI_TRY(preset.check());
    RAWI_ASSIGN(const EncodeSettings settings, preset.encodeSettings());
    preset.settings = settings.toJson();
    return {};
}

Result<QJsonObject> createPreset(Transaction &transaction, const Command &command)
{
    EncodePreset preset = withArgs(EncodePreset{}, command.args);
    RAWI_ASSIGN(preset.id, newId<EncodePreset>(transaction, command.args));
    RAWI_TRY(makeCanonical(preset));
    RAWI_ASSIGN(const QList<EncodePreset> same, transaction.where<EncodePreset>("key", preset.key));
    if (builtInPreset(preset.key) || !same.isEmpty()) {
        return Error{ErrorCode::AlreadyExists, preset.key, u"there is a preset with this key"_s, SubjectKind::Code};
    }
    preset.createdBy = transaction.actor().id;
    preset.createdAt = transaction.now();
    preset.updatedAt = transaction.now();
    RAWI_TRY(transaction.put(preset));
    return idResult(preset.id.uuid());
}

// Settings hang together, so they never merge member by member: who edited older ones has to look again.
Result<void> takeSettings(EncodePreset &preset, const EncodePreset &before, const Command &command)
{
    const QString member = u"settings"_s;
    if (!command.args.contains(member)) {
        return {};
    }
    preset.settings = command.args.value(member).toObject();
    RAWI_TRY(makeCanonical(preset));
    const auto base = EncodeSettings::fromJson(command.base.value(member).toObject());
    if (preset.settings != before.settings && base.ok() && base->toJson() != before.settings) {
        return Error{ErrorCode::RevisionConflict, before.key, u"the settings were changed meanwhile"_s, SubjectKind::Code};
    }
    preset.version += preset.settings != before.settings ? 1 : 0;
    return {};
}

Result<QJsonObject> updatePreset(Transaction &transaction, const Command &command)
{
    RAWI_ASSIGN(const EncodePreset before, transaction.get(idFrom<EncodePreset>(command.args)));
    const QJsonObject row = toJson(before);
    RAWI_ASSIGN(const QJsonObject merged,
                mergeFields(transaction, recordInfo<EncodePreset>(), row, command.args, command.base));
    auto preset = fromJson<EncodePreset>(merged);
    RAWI_TRY(takeSettings(preset, before, command));
    RAWI_TRY(preset.check());
    if (toJson(preset) != row) {
        preset.updatedAt = transaction.now();
        RAWI_TRY(transaction.put(preset));
    }
    return {{{u"id"_s, before.id.text()}, {u"version"_s, preset.version}}};
}

Result<QJsonObject> removePreset(Transaction &transaction, const Command &command)
{
    const auto id = idFrom<EncodePreset>(command.args);
    RAWI_TRY(transaction.remove(id));
    return idResult(id.uuid());
}

} // namespace

void registerPresetRules(RuleBook &book)
{
    const RecordInfo &type = recordInfo<EncodePreset>();
    book.addType(type, {.update = u"preset.update"_s});
    book.addRights({{u"preset.create"_s, u"إنشاء إعدادات ترميز"_s, u"Make presets"_s, kManagingEditors},
                    {u"preset.update"_s, u"تغيير إعدادات الترميز"_s, u"Change presets"_s, kManagingEditors},
                    {u"preset.remove"_s, u"حذف إعدادات الترميز"_s, u"Remove presets"_s, kManagingEditors}});
    book.addRule({.name = u"preset.create"_s,
                  .args = argsFrom(type, {"id", "key", "name_ar", "name_en", "version", "settings"}),
                  .required = {u"key"_s, u"name_ar"_s, u"name_en"_s, u"settings"_s},
                  .touches = touchesOne(type),
                  .apply = createPreset});
    book.addRule({.name = u"preset.update"_s,
                  .args = argsFrom(type, {"id", "name_ar", "name_en", "settings", "retired"}),
                  .required = {u"id"_s},
                  .touches = touchesOne(type),
                  .apply = updatePreset});
    book.addRule({.name = u"preset.remove"_s,
                  .args = {idArg()},
                  .required = {u"id"_s},
                  .touches = touchesOne(type),
                  .apply = removePreset,
                  .judged = {u"name_ar"_s, u"name_en"_s, u"settings"_s}});
}

} // namespace rawi
