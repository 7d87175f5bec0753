#include "core/media/preset_file.h"

#include "core/text/truncate.h"

#include <QJsonDocument>
#include <QSet>

#include <algorithm>
#include <array>

namespace rawi {

namespace {

constexpr int kFileVersion = 1;
constexpr qsizetype kMostBytes = 1 << 20;
constexpr qsizetype kMostPresets = 500;

constexpr std::array kMembers{"key", "name_ar", "name_en", "version", "settings"};

Result<EncodePreset> presetFrom(const QJsonObject &object)
{
    for (const char *name : kMembers) {
        const QString member = QLatin1StringView(name);
        if (!object.contains(member)) {
            return Error{ErrorCode::FieldRequired, member, u"it is missing"_s};
        }
        RAWI_TRY(recordInfo<EncodePreset>().field(member)->check(object.value(member)));
    }
    for (auto it = object.begin(); it != object.end(); ++it) {
        const bool known = std::any_of(kMembers.begin(), kMembers.end(),
                                       [&](const char *name) { return it.key() == QLatin1StringView(name); });
        if (!known) {
            return Error{ErrorCode::UnknownField, it.key(), u"a preset in a file has no such member"_s};
        }
    }
    const auto preset = fromJson<EncodePreset>(object);
    RAWI_TRY(preset.check());
    return preset;
}

QString placeOf(qsizetype index, const QJsonObject &object)
{
    const QString key = truncated(object.value("key"_L1).toString(), 48);
    return u"presets[%1]%2"_s.arg(index).arg(key.isEmpty() ? QString() : u" (%1)"_s.arg(key));
}

Result<QJsonArray> presetsIn(const QByteArray &bytes)
{
    if (bytes.size() > kMostBytes) {
        return Error{ErrorCode::TooLarge, {}, u"a file of presets has at most %1 bytes"_s.arg(kMostBytes)};
    }
    QJsonParseError where;
    const QJsonDocument document = QJsonDocument::fromJson(bytes, &where);
    if (where.error != QJsonParseError::NoError) {
        return Error{ErrorCode::CorruptData, u"byte %1"_s.arg(where.offset), where.errorString(), SubjectKind::Place};
    }
    const QJsonObject file = document.object();
    const QJsonValue version = file.value("rawi_presets"_L1);
    if (version.toInt() != kFileVersion || !file.value("presets"_L1).isArray()) {
        return Error{ErrorCode::UnsupportedMediaType, u"rawi_presets"_s,
                     u"expected {\"rawi_presets\": %1, \"presets\": […]}"_s.arg(kFileVersion), SubjectKind::Field};
    }
    QJsonArray presets = file.value("presets"_L1).toArray();
    if (presets.size() > kMostPresets) {
        return Error{ErrorCode::TooLarge, u"presets"_s, u"a file has at most %1 presets"_s.arg(kMostPresets), SubjectKind::Field};
    }
    return presets;
}

} // namespace

Result<QList<EncodePreset>> readPresetFile(const QByteArray &bytes)
{
    RAWI_ASSIGN(const QJsonArray found, presetsIn(bytes));
    QList<EncodePreset> presets;
    QSet<QString> keys;
    for (qsizetype i = 0; i < found.size(); ++i) {
        const QJsonObject object = found.at(i).toObject();
        const Result<EncodePreset> preset = presetFrom(object);
        if (!preset.ok()) {
            const Error &error = preset.error();
            return Error{error.code, placeOf(i, object) + QLatin1Char('.') + error.subject, error.detail};
        }
        if (keys.contains(preset->key)) {
            return Error{ErrorCode::AlreadyExists, placeOf(i, object), u"the key stands in the file twice"_s, SubjectKind::Field};
        }
        keys.insert(preset->key);
        presets.append(*preset);
    }
    return presets;
}

QByteArray writePresetFile(const QList<EncodePreset> &presets)
{
    QJsonArray rows;
    for (const EncodePreset &preset : presets) {
        const QJsonObject row = toJson(preset);
        QJsonObject kept;
        for (const char *name : kMembers) {
            kept.insert(QLatin1StringView(name), row.value(QLatin1StringView(name)));
        }
        rows.append(kept);
    }
    return QJsonDocument(QJsonObject{{u"rawi_presets"_s, kFileVersion}, {u"presets"_s, rows}})
        .toJson(QJsonDocument::Indented);
}

} // namespace rawi
