#pragma once

#include "core/engine/av/progress_meter.h"
#include "core/engine/av/source_file.h"
#include "core/media/encode_plan.h"

#include <QSet>

namespace rawi {

// The renditions (their indices in the plan) which the film's picture already is, so that its packets are copied instead of encoded:
// H.264 of 8 bits in an MP4, MOV or Matroska file, upright, progressive, square pixels, not HDR, no larger than wanted and,
// on average, below the wanted peak rate. Never for HLS (its segments need their own cuts), for a cut-out shape, an edit or
// burnt subtitles, or without a peak rate to compare with. Errors: as AvInput::open.
Result<QSet<int>> copyableRenditions(const SourceFile &film, const EncodePlan &plan);

// Decodes the picture from its first frame to its last: who only copies its packets would not see that it is damaged inside.
// Errors: as FrameDecoder::next; Cancelled when the meter is given up.
Result<void> lookThrough(const SourceFile &film, ProgressMeter &meter);

} // namespace rawi
