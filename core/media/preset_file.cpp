#include "core/media/preset_file.h"

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
            return Error{ErrorCode::FieldRequired, member, QStringLiteral("it is missing")};
        }
        RAWI_TRY(recordInfo<EncodePreset>().field(member)->check(object.value(member)));
    }
    for (auto it = object.begin(); it != object.end(); ++it) {
        const bool known = std::any_of(kMembers.begin(), kMembers.end(),
                                       [&](const char *name) { return it.key() == QLatin1StringView(name); });
        if (!known) {
            return Error{ErrorCode::UnknownField, it.key(), QStringLiteral("a preset in a file has no such member")};
        }
    }
    const auto preset = fromJson<EncodePreset>(object);
    RAWI_TRY(preset.check());
    return preset;
}

QString placeOf(qsizetype index, const QJsonObject &object)
{
    const QString key = object.value(QLatin1StringView("key")).toString().left(48);
    return QStringLiteral("presets[%1]%2").arg(index).arg(key.isEmpty() ? QString() : QStringLiteral(" (%1)").arg(key));
}

Result<QJsonArray> presetsIn(const QByteArray &bytes)
{
    if (bytes.size() > kMostBytes) {
        return Error{ErrorCode::TooLarge, {}, QStringLiteral("a file of presets has at most %1 bytes").arg(kMostBytes)};
    }
    QJsonParseError where;
    const QJsonDocument document = QJsonDocument::fromJson(bytes, &where);
    if (where.error != QJsonParseError::NoError) {
        return Error{ErrorCode::CorruptData, QStringLiteral("byte %1").arg(where.offset), where.errorString()};
    }
    const QJsonObject file = document.object();
    const QJsonValue version = file.value(QLatin1StringView("rawi_presets"));
    if (version.toInt() != kFileVersion || !file.value(QLatin1StringView("presets")).isArray()) {
        return Error{ErrorCode::UnsupportedMediaType, QStringLiteral("rawi_presets"),
                     QStringLiteral("expected {\"rawi_presets\": %1, \"presets\": […]}").arg(kFileVersion)};
    }
    QJsonArray presets = file.value(QLatin1StringView("presets")).toArray();
    if (presets.size() > kMostPresets) {
        return Error{ErrorCode::TooLarge, QStringLiteral("presets"),
                     QStringLiteral("a file has at most %1 presets").arg(kMostPresets)};
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
            return Error{ErrorCode::AlreadyExists, placeOf(i, object), QStringLiteral("the key stands in the file twice")};
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
    return QJsonDocument(QJsonObject{{QStringLiteral("rawi_presets"), kFileVersion}, {QStringLiteral("presets"), rows}})
        .toJson(QJsonDocument::Indented);
}

} // namespace rawi
