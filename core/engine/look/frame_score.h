#pragma once

#include "core/engine/av/av_common.h"

namespace rawi {

// How good a frame is as a poster, from 0: black, white and flat ones near 0, lit, varied and sharp ones high.
// The frame is 8-bit with luma in its first plane.
double posterScore(const AVFrame *frame);

} // namespace rawi
