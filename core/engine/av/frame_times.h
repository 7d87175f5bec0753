#pragma once

#include "core/engine/av/av_common.h"

#include <vector>

namespace rawi {

// The source's clock, made fine enough for MP4 by a whole factor: every time stays exact.
AVRational renditionTimeBase(AVRational source);
// What the container says, or 25 a second when that cannot be.
AVRational sensibleFrameRate(AVFormatContext *context, AVStream *stream);
// Decode times for frames in decode order, over the whole film: the sorted presentation times, late by as many
// frames as the deepest reordering needs. Each part's own ones collide where frame times are uneven.
std::vector<qint64> decodeTimes(const std::vector<qint64> &presentation);

} // namespace rawi
