#pragma once

#include "core/engine/progress_meter.h"

namespace rawi {

struct AudioReport {
    bool any = false; // false, and no file, when the sound holds nothing
};

// Encodes one stream (-1 = the main sound) into one intermediate file (MuxFile::Kind::AudioTrack). Errors: as encodeMedia.
Result<AudioReport> runAudioPass(const SourceFile &source, int stream, const AudioSettings &settings, OutputForm form,
                                 const QString &path, ProgressMeter &meter);

} // namespace rawi
