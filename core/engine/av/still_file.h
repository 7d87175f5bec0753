#pragma once

#include "core/engine/av/geometry.h"
#include "core/engine/av/source_file.h"

namespace rawi {

// What a file says of a still picture in it where libav does not hand it on.

// Whether it is a picture of ISO/IEC 23008-12 (AVIF, HEIC): its brands say so, and there is no film (moov) in it.
bool isBmffStill(const SourceFile &file);
// Whether that picture is HEVC, as phones make them.
bool isHeic(const SourceFile &file);
// Which libav cannot read.
bool isAnimatedWebp(const SourceFile &file);

// How PNG (eXIf), TIFF and WebP (EXIF), and AVIF (irot), want to be turned. JPEG's comes with the decoded frame. Upright
// where nothing is said.
Orientation stillOrientation(const SourceFile &file);

} // namespace rawi
