#include "core/engine/encoder.h"

namespace rawi {

namespace {

const QList<EncodePreset> &ladder()
{
    static const QList<EncodePreset> kLadder{
        {QStringLiteral("720p"), 720, 22, 5'000'000, 128'000, "high", "veryfast", 1},
        {QStringLiteral("360p"), 360, 23, 1'200'000, 96'000, "main", "veryfast", 1},
    };
    return kLadder;
}

} // namespace

QStringList encodePresetNames()
{
    QStringList names;
    for (const EncodePreset &preset : ladder()) {
        names.append(preset.name);
    }
    return names;
}

std::optional<EncodePreset> encodePreset(const QString &name)
{
    for (const EncodePreset &preset : ladder()) {
        if (preset.name == name) {
            return preset;
        }
    }
    return {};
}

} // namespace rawi
