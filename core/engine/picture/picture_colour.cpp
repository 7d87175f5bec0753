#include "core/engine/picture/picture_colour.h"

namespace rawi {

PictureColour colourOf(const AVFrame *frame)
{
    // Untagged pictures mean BT.601 when small and BT.709 when large; a smaller rendition must say which.
    const bool large = frame->height >= 720;
    const auto *pixels = av_pix_fmt_desc_get(AVPixelFormat(frame->format));
    const bool tagged = frame->colorspace != AVCOL_SPC_UNSPECIFIED && frame->colorspace != AVCOL_SPC_RGB
        && (pixels->flags & AV_PIX_FMT_FLAG_RGB) == 0;
    PictureColour out;
    out.toneMap = frame->color_trc == AVCOL_TRC_SMPTE2084 || frame->color_trc == AVCOL_TRC_ARIB_STD_B67;
    out.wideGamut = !out.toneMap
        && (frame->color_primaries == AVCOL_PRI_BT2020 || frame->colorspace == AVCOL_SPC_BT2020_NCL
            || frame->colorspace == AVCOL_SPC_BT2020_CL);
    if (out.toneMap || out.wideGamut) {
        return out; // the result is BT.709 altogether
    }
    out.guess = large ? AVCOL_SPC_BT709 : AVCOL_SPC_SMPTE170M;
    out.matrix = tagged ? frame->colorspace : out.guess;
    out.primaries = frame->color_primaries != AVCOL_PRI_UNSPECIFIED ? frame->color_primaries
        : large ? AVCOL_PRI_BT709 : AVCOL_PRI_SMPTE170M;
    out.transfer = frame->color_trc != AVCOL_TRC_UNSPECIFIED ? frame->color_trc
        : large ? AVCOL_TRC_BT709 : AVCOL_TRC_SMPTE170M;
    return out;
}

} // namespace rawi
