#pragma once

#include "core/engine/av/av_common.h"

namespace rawi {

// An AVIF of an RGBA frame in sRGB; transparency is kept where there is some. `quality`: 1 to 100. Errors:
// MediaUnsupported when libavif has no encoder; TooLarge.
Result<QByteArray> encodeAvif(const AVFrame *picture, int quality, const QString &subject);

} // namespace rawi
