#pragma once

#include "core/engine/av/film_source.h"
#include "core/engine/av/progress_meter.h"
#include "core/media/edit_list.h"
#include "core/media/encode_plan.h"

namespace rawi {

struct AudioReport {
    bool any = false; // false, and no file, when the sound holds nothing
    // A LoudnessReport measured on the encoded sound, only where a loudness was asked for. Silent sound and sound under
    // 400 ms has no loudness and keeps its level; where the ceiling or the most gain (30 dB) forbids the target, what was
    // reached stands in it.
    QJsonObject loudness;
    qint64 clipped = 0; // samples beyond full scale that the codec could not hold
};

// Encodes one stream (-1 = the main sound) into one intermediate file (MuxFile::Kind::AudioTrack) that begins at the
// source's 0, mixed to one or two channels. With a loudness: measured, brought to it by one gain, by a limiter where peaks
// would pass the ceiling, and measured back. `edit`: only its ranges, in its order; empty = the whole sound. `others`: the films of
// its ranges' other assets. Errors: Cancelled when the meter gave up; as
// encodeMedia; InvalidArgument when there is no such stream.
Result<AudioReport> runAudioPass(const SourceFile &source, int stream, const AudioSettings &settings, OutputForm form,
                                 const QString &path, ProgressMeter &meter, const EditList &edit, const FilmSources &others);

} // namespace rawi
