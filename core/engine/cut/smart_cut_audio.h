#pragma once

#include "core/engine/av/packet_spool.h"
#include "core/engine/av/progress_meter.h"
#include "core/engine/cut/smart_cut_video.h"

namespace rawi {

// Makes the sound of a cut: AAC of the first source's rate and channels that has sound, each span exactly as many samples
// as its picture lasts. Where a source has none, or ends before its picture, there is silence; behind the last span's
// sound there is nothing. `outClock`: the time base of the spans' out times. Fills `form`, to be freed by the caller.
// Errors: as FrameDecoder; MediaUnsupported without an encoder; DiskFull, IoError.
Result<void> cutAudio(const std::vector<CutSpan> &spans, AVRational outClock, PacketSpool &spool, AVCodecParameters *form,
                      ProgressMeter &meter);

// The same without encoding, for a cut of one span: AAC-LC packets as they are, with one more before the beginning for the
// decoder's overlap; that one and what is too much of the first are hidden by the edit list (ISO/IEC 14496-12 §8.6.6). False,
// and nothing done, when the sound is of another kind or has holes. Errors: as AvInput; DiskFull, IoError.
Result<bool> copyAudio(const CutSpan &span, AVRational outClock, PacketSpool &spool, AVCodecParameters *form);

} // namespace rawi
