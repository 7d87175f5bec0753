#include "core/desk/house/preset_import.h"

#include "core/desk/media/preset_list.h"
#include "core/media/preset_file.h"

namespace rawi {

namespace {

enum class Taken { Made, Changed, Unchanged };

bool sameSettings(const EncodePreset &one, const EncodePreset &other)
{
    const auto mine = one.encodeSettings();
    const auto theirs = other.encodeSettings();
    return mine.ok() && theirs.ok() && *mine == *theirs;
}

Result<Taken> takeIn(Desk &desk, const EncodePreset &preset)
{
    const Result<EncodePreset> known = presetByKey(desk.replica(), preset.key);
    const QJsonObject fields{
        {u"name_ar"_s, preset.nameAr}, {u"name_en"_s, preset.nameEn}, {u"settings"_s, preset.settings}};
    if (!known.ok()) {
        QJsonObject args = fields;
        args.insert(u"key"_s, preset.key);
        args.insert(u"version"_s, preset.version);
        RAWI_TRY(desk.execute(u"preset.create"_s, args));
        return Taken::Made;
    }
    const bool same = sameSettings(*known, preset);
    if (known->builtIn && !same) {
        return Error{ErrorCode::AlreadyExists, preset.key,
                     u"a built-in preset with other settings has this key"_s, SubjectKind::Code};
    }
    if (known->builtIn || (same && known->nameAr == preset.nameAr && known->nameEn == preset.nameEn && !known->retired)) {
        return Taken::Unchanged;
    }
    QJsonObject args = fields;
    args.insert(u"id"_s, known->id.text());
    args.insert(u"retired"_s, false);
    RAWI_TRY(desk.execute(u"preset.update"_s, args));
    return Taken::Changed;
}

} // namespace

Result<PresetImport> importPresets(Desk &desk, const QByteArray &bytes)
{
    RAWI_ASSIGN(const QList<EncodePreset> presets, readPresetFile(bytes));
    PresetImport import;
    for (const EncodePreset &preset : presets) {
        const Result<Taken> taken = takeIn(desk, preset);
        if (!taken.ok()) {
            import.refused.append({preset.key, taken.error()});
        } else {
            (*taken == Taken::Made ? import.made : *taken == Taken::Changed ? import.changed : import.unchanged)
                .append(preset.key);
        }
    }
    return import;
}

} // namespace rawi
