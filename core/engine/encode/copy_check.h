#pragma once

#include "core/engine/av/geometry.h"
#include "core/engine/av/source_file.h"
#include "core/media/encode_plan.h"

namespace rawi {

// Whether the film's picture already is what the rendition is to be, so that its packets are copied instead of encoded:
// H.264 of 8 bits in an MP4, MOV or Matroska file, upright, progressive, square pixels, not HDR, no larger than wanted and,
// on average, below the wanted peak rate. Never for HLS (its segments need their own cuts), for a cut-out shape, an edit or
// burnt subtitles, or without a peak rate to compare with. Errors: as AvInput::open.
Result<bool> pictureComplies(const SourceFile &film, const EncodeSettings &settings, const EncodePlan &plan);

} // namespace rawi
