#pragma once

#include "core/engine/progress_meter.h"

namespace rawi {

struct AudioReport {
    bool any = false; // false, and no file, when the sound holds nothing
    // Measured on the encoded sound (ITU-R BS.1770-4, EBU R 128), only where a loudness was asked for:
    // {"integrated": LUFS | null, "true_peak": dBTP | null, "range": LU, "gain_db", "limited", "target", "ceiling",
    //  "note"?: "silent" | "too_short" | "gain_bounded" | "peak_bound"}
    // Silent and too short sound (under 400 ms) keeps its level; "peak_bound": the ceiling kept it below the target.
    QJsonObject loudness;
};

// Encodes one stream (-1 = the main sound) into one intermediate file (MuxFile::Kind::AudioTrack) that begins at the
// source's 0, mixed to one or two channels. With a loudness: measured, brought to it by one gain, by a limiter where peaks
// would pass the ceiling, and measured back. Errors: as encodeMedia; InvalidArgument when there is no such stream.
Result<AudioReport> runAudioPass(const SourceFile &source, int stream, const AudioSettings &settings, OutputForm form,
                                 const QString &path, ProgressMeter &meter);

} // namespace rawi
