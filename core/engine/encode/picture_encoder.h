#pragma once

#include "core/engine/encode/encoder.h"

namespace rawi {

// Makes the pictures of a plan (forms jpeg, webp, avif): upright, in sRGB, 8 bits, the longest side as asked for and never
// enlarged; nothing of the camera, the place or the program remains in them. Transparency stays in WebP and AVIF and
// becomes white in JPEG. Of an animation the first frame is taken, of a sound file its cover. Each lies in
// FOLDER/NAME.jpg, .webp or .avif. Errors: as probeMedia; MediaUnsupported for films, for sound without a cover and for
// animated WebP, and when an encoder is missing; DiskFull, IoError.
Result<EncodeResult> encodePictures(const SourceFile &source, const QList<PlanRendition> &renditions,
                                    const QString &folder, const EncodeProgressFunction &onProgress);

} // namespace rawi
