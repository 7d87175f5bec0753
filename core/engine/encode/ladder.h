#pragma once

#include "core/engine/av/geometry.h"
#include "core/engine/encode/hardware_encoder.h"
#include "core/media/encode_plan.h"

#include <QSet>

#include <optional>

namespace rawi {

// How one rendition's pictures come about.
struct Rung {
    int rendition = 0; // index in the plan
    int parent = -1;   // index in the ladder of the rung whose pictures are made smaller; -1 = the film's own
    CropBox crop;      // of the upright film; whole for a rung with a parent
    PictureSize size;
    int threads = 1;   // of the encoder
    std::optional<HardwareEncoder> hardware = {}; // what encodes it, when not the processor
};

// The plan's renditions with a picture, each after the rung it is made from. Scaling is done once a step: a picture comes
// from the smallest larger one of the same shape that is at least one and a half times as large, so that it looks like
// one scaled from the film itself. `without`: renditions that need no encoding. `shown`: the film's upright size in square pixels.
QList<Rung> planLadder(PictureSize shown, const EncodePlan &plan, const QSet<int> &without, int cores);

} // namespace rawi
