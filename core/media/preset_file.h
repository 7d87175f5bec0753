#pragma once

#include "core/media/encode_preset.h"

#include <QByteArray>

namespace rawi {

// A file of presets, as exported and as in resources/presets:
//   {"rawi_presets": 1, "presets": [{"key", "name_ar", "name_en", "version", "settings": {…}}]}
// At most 1 MiB and 500 presets, each checked, no key twice, no unknown member. They come without id.
// Errors: TooLarge; CorruptData (no JSON: where); UnsupportedMediaType (another kind of file, or a newer one);
// AlreadyExists (a key twice); as EncodePreset::check, all naming the preset and the member ("presets[3] (720p).name_ar").
Result<QList<EncodePreset>> readPresetFile(const QByteArray &bytes);
QByteArray writePresetFile(const QList<EncodePreset> &presets);

} // namespace rawi
