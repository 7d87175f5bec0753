#pragma once

#include "core/base/error.h"
#include "core/media/encode_preset.h"
#include "core/people/workspace_settings.h"

#include <QString>

namespace rawi {

// The names of ways to encode, and of what they consist of, in the language of the desk.
QString presetNameText(const EncodePreset &preset); // the name in the desk's language
QString outputFormText(OutputForm form);
QString videoCodecText(VideoCodec codec);
QString audioCodecText(AudioCodec codec);
QString pictureShapeText(PictureShape shape);
QString channelsText(int channels); // 1 or 2
QString loudnessGateText(LoudnessGate gate);
// One line: "MP4 · H.264 · 1280×720 · −14 LUFS".
QString presetSummaryText(const EncodeSettings &settings);

// What is wrong with a preset, or with a file of presets ("presets[3] (720p).name_ar"), and what to do.
QString presetErrorText(const Error &error);

} // namespace rawi
