#pragma once

#include "core/engine/av/av_common.h"

namespace rawi {

// What the colours of a film's pictures are, and what becomes of them: High dynamic range and wide gamut are made
// BT.709, the rest keeps its colours.
struct PictureColour {
    AVColorSpace guess = AVCOL_SPC_BT709; // what an untagged picture is taken for
    bool toneMap = false;                 // PQ or HLG (Rec. ITU-R BT.2100)
    bool wideGamut = false;               // Rec. ITU-R BT.2020 of ordinary range
    AVColorSpace matrix = AVCOL_SPC_BT709; // of the renditions, and the two below
    AVColorPrimaries primaries = AVCOL_PRI_BT709;
    AVColorTransferCharacteristic transfer = AVCOL_TRC_BT709;
};

PictureColour colourOf(const AVFrame *frame);

} // namespace rawi
