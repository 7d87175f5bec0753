#pragma once

#include "core/engine/av/av_common.h"
#include "core/media/encode_settings.h"

namespace rawi {

struct PictureSize {
    int width = 0;
    int height = 0;
    bool operator==(const PictureSize &) const = default;
};

// A part of the upright picture, in its square pixels.
struct CropBox {
    int x = 0;
    int y = 0;
    int width = 0;
    int height = 0;
    bool operator==(const CropBox &) const = default;
};

// How stored pixels become the picture people see: first stretched to square pixels, then turned.
struct Orientation {
    int rotation = 0;         // clockwise degrees: 0, 90, 180 or 270
    bool mirrored = false;    // left and right exchanged (EXIF 2, 4, 5, 7)
    QByteArray filter;        // the libavfilter text that does it, empty for upright pictures
    bool swapsSides() const { return rotation == 90 || rotation == 270; }
};

// From a 3×3 display matrix (ISO/IEC 14496-12 §6.2.2); null means upright.
Orientation orientationOf(const int32_t *matrix);
// The display matrix of a stream (null when none), and of a decoded frame: EXIF arrives only there.
const int32_t *displayMatrix(const AVStream *stream);
const int32_t *displayMatrix(const AVFrame *frame);

// Stored size to shown size.
PictureSize shownSize(int codedWidth, int codedHeight, AVRational sampleAspect, const Orientation &orientation);
// Fits `shown` into a box of long × short sides, either way round, keeping its shape; never larger than it
// is; sides rounded to multiples of `step`, at least one step.
PictureSize fitInto(PictureSize shown, int longSide, int shortSide, int step);

// The largest part of `shown` that has the shape, its middle as near to the given one (shares of the sides) as the
// picture's edges allow. All of it for PictureShape::Source.
CropBox cropFor(PictureSize shown, PictureShape shape, double centreX, double centreY);

} // namespace rawi
