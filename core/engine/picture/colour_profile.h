#pragma once

#include "core/engine/av/av_common.h"

namespace rawi {

// Brings an 8-bit RGB or RGBA picture into sRGB when it carries an ICC profile of an RGB space. A broken profile
// and one of another space (FFmpeg has made RGB of CMYK already) change nothing.
void toSrgb(AVFrame *picture, const QByteArray &profile);
// The ICC profile a decoded frame carries, or empty.
QByteArray colourProfile(const AVFrame *frame);

} // namespace rawi
