#include "core/media/encode_preset.h"

#include "core/base/log.h"
#include "core/media/preset_file.h"

#include <QFile>

#include <algorithm>

// Outside any namespace, as the macro asks; a static library's resources are not registered by themselves.
static void registerPresets()
{
    Q_INIT_RESOURCE(rawi_presets);
}

namespace rawi {

namespace {

// Names that other files of an asset have (LocalMediaStore, MediaVariant::name).
bool isTaken(const QString &key)
{
    static const QStringList kWhole{u"original"_s, u"poster"_s, u"waveform"_s, u"report"_s, u"master"_s};
    static const QStringList kStarts{u"thumb"_s, u"storyboard"_s, u"subtitles"_s};
    return kWhole.contains(key)
        || std::any_of(kStarts.begin(), kStarts.end(), [&](const QString &start) { return key.startsWith(start); });
}

// A variant's name stands in URLs and in file names.
Result<void> checkKey(const QString &key)
{
    const QString subject = u"key"_s;
    if (key.isEmpty()) {
        return Error{ErrorCode::FieldRequired, subject, u"a preset needs a key"_s};
    }
    const bool plain = std::all_of(key.begin(), key.end(), [](QChar one) {
        return (one >= QLatin1Char('a') && one <= QLatin1Char('z')) || (one >= QLatin1Char('0') && one <= QLatin1Char('9'))
            || one == QLatin1Char('-');
    });
    if (!plain || key.startsWith(QLatin1Char('-')) || key.endsWith(QLatin1Char('-'))) {
        return Error{ErrorCode::InvalidArgument, subject,
                     u"expected small Latin letters, digits and '-' between them"_s};
    }
    if (isTaken(key)) {
        return Error{ErrorCode::InvalidArgument, subject,
                     u"%1 is what another file of an item is called"_s.arg(key)};
    }
    return {};
}

QList<EncodePreset> readBuiltIn()
{
    static const QUuid kNamespace(u"{6e1f8f5a-3f0e-5c58-9a53-0d6a1d6f6a10}"_s);
    registerPresets();
    QList<EncodePreset> presets;
    for (const char *name : {"video", "sound", "pictures"}) {
        QFile file(u":/presets/%1.json"_s.arg(QLatin1StringView(name)));
        const auto read = file.open(QIODevice::ReadOnly)
            ? readPresetFile(file.readAll())
            : Result<QList<EncodePreset>>(Error{ErrorCode::FileMissing, file.fileName(), file.errorString()});
        if (!read.ok()) {
            qCCritical(lcEngine) << "built-in presets" << file.fileName() << read.error().toString();
            continue;
        }
        presets += *read;
    }
    for (EncodePreset &preset : presets) {
        preset.id = Id<EncodePreset>(QUuid::createUuidV5(kNamespace, preset.key));
        preset.builtIn = true;
    }
    return presets;
}

} // namespace

Result<void> EncodePreset::check() const
{
    RAWI_TRY(checkKey(key));
    RAWI_TRY(recordInfo<EncodePreset>().field(u"key")->check(key));
    for (const auto &[member, name] : {std::pair{"name_ar", nameAr}, std::pair{"name_en", nameEn}}) {
        RAWI_TRY(recordInfo<EncodePreset>().field(QLatin1StringView(member).toString())->check(name));
        if (name.trimmed().isEmpty()) {
            return Error{ErrorCode::FieldRequired, QLatin1StringView(member),
                         u"a preset is named in both languages"_s};
        }
    }
    if (version < 1) {
        return Error{ErrorCode::InvalidArgument, u"version"_s, u"versions begin at 1"_s};
    }
    if (const Result<EncodeSettings> read = encodeSettings(); !read.ok()) {
        const Error &error = read.error();
        return Error{error.code, u"settings."_s + error.subject, error.detail, SubjectKind::Field};
    }
    return {};
}

const QList<EncodePreset> &builtInPresets()
{
    static const QList<EncodePreset> kPresets = readBuiltIn();
    return kPresets;
}

std::optional<EncodePreset> builtInPreset(const QString &key)
{
    const QList<EncodePreset> &all = builtInPresets();
    const auto found = std::find_if(all.begin(), all.end(), [&](const EncodePreset &one) { return one.key == key; });
    return found == all.end() ? std::nullopt : std::optional(*found);
}

} // namespace rawi
