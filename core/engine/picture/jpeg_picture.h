#pragma once

#include "core/engine/av/av_common.h"

namespace rawi {

// A JPEG of a frame in YUVJ420P. `quantiser`: 2 is best, 31 worst. Errors: MediaUnsupported, TooLarge.
Result<QByteArray> encodeJpeg(AVFrame *frame, int quantiser, const QString &subject);

} // namespace rawi
