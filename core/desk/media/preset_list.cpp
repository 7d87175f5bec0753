#include "core/desk/media/preset_list.h"

#include <algorithm>

namespace rawi {

Result<QList<EncodePreset>> knownPresets(const Replica &replica)
{
    RAWI_ASSIGN(const QList<QJsonObject> rows, replica.rows(recordInfo<EncodePreset>()));
    QList<EncodePreset> own;
    for (const QJsonObject &row : rows) {
        own.append(fromJson<EncodePreset>(row));
    }
    std::sort(own.begin(), own.end(), [](const EncodePreset &a, const EncodePreset &b) { return a.key < b.key; });
    return builtInPresets() + own;
}

Result<QList<EncodePreset>> offeredPresets(const Replica &replica)
{
    RAWI_ASSIGN(QList<EncodePreset> presets, knownPresets(replica));
    presets.removeIf([](const EncodePreset &one) { return one.retired; });
    return presets;
}

Result<EncodePreset> presetByKey(const Replica &replica, const QString &key)
{
    if (const std::optional<EncodePreset> builtIn = builtInPreset(key)) {
        return *builtIn;
    }
    RAWI_ASSIGN(const QList<EncodePreset> own, replica.where<EncodePreset>("key", key));
    if (own.isEmpty()) {
        return Error{ErrorCode::NotFound, key, u"no preset has this key"_s, SubjectKind::Code};
    }
    return own.first();
}

// Broadcast and social presets have the same forms and sizes: what belongs to the ladder is called by its size alone.
Result<QStringList> webLadder(const Replica &replica, OutputForm form)
{
    RAWI_ASSIGN(const QList<EncodePreset> presets, offeredPresets(replica));
    QList<std::pair<int, QString>> rungs;
    for (const EncodePreset &preset : presets) {
        const auto settings = preset.encodeSettings();
        if (!preset.builtIn || !settings.ok() || !settings->video || settings->form != form) {
            continue;
        }
        const int lines = settings->video->height;
        const QString size = QString::number(lines) + QLatin1Char('p');
        if (preset.key == size || preset.key == enumText(form) + QLatin1Char('-') + size) {
            rungs.append({-lines, preset.key});
        }
    }
    std::sort(rungs.begin(), rungs.end());
    QStringList keys;
    for (const auto &rung : std::as_const(rungs)) {
        keys.append(rung.second);
    }
    return keys;
}

QString variantToPlay(const QList<MediaVariant> &variants)
{
    constexpr int kThin = 720; // lines
    constexpr int kFilm = 10'000;
    constexpr int kSound = 2;
    const auto worth = [](const MediaVariant &one) {
        if (one.status != VariantStatus::Completed) {
            return 0;
        }
        if (one.type != VariantType::Rendition) {
            return one.type == VariantType::Original ? 1 : 0;
        }
        const int lines = std::min(one.width, one.height);
        if (one.contentType.startsWith("video/"_L1)) {
            return lines <= kThin ? kFilm + lines : kFilm - lines;
        }
        return one.contentType.startsWith("audio/"_L1) ? kSound : 0;
    };
    const auto best = std::max_element(variants.begin(), variants.end(), [&](const MediaVariant &a, const MediaVariant &b) {
        return worth(a) < worth(b);
    });
    return best != variants.end() && worth(*best) > 0 ? best->name : QString();
}

} // namespace rawi
