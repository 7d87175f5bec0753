#pragma once

#include "core/engine/packet_spool.h"
#include "core/engine/progress_meter.h"
#include "core/engine/smart_cut_video.h"

namespace rawi {

// Makes the sound of a cut: AAC of the first source's rate and channels that has sound, each span exactly as many samples
// as its picture lasts. Where a source has none, or ends before its picture, there is silence; behind the last span's
// sound there is nothing. `outClock`: the time base of the spans' out times. Fills `form`, to be freed by the caller.
// Errors: as FrameDecoder; MediaUnsupported without an encoder; DiskFull, IoError.
Result<void> cutAudio(const std::vector<CutSpan> &spans, AVRational outClock, PacketSpool &spool, AVCodecParameters *form,
                      ProgressMeter &meter);

} // namespace rawi
