#pragma once

#include "core/engine/progress_meter.h"

namespace rawi {

// Encodes the main sound as AAC stereo into one intermediate file (MuxFile::Kind::AudioTrack). False, and no
// file, when the sound holds nothing. Errors: as encodeMedia.
Result<bool> runAudioPass(const SourceFile &source, const EncodePreset &preset, const QString &path,
                          ProgressMeter &meter);

} // namespace rawi
