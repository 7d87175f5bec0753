#pragma once

#include "core/engine/av/progress_meter.h"
#include "core/engine/encode/checkpoint_store.h"
#include "core/engine/encode/ladder.h"
#include "core/media/edit_list.h"

namespace rawi {

// Decodes the moving picture once and encodes every rung of the ladder into segments, each going on after those its store
// already has. `edit`: empty = the whole film. `burnt`: drawn into each picture. `stores`: as plan.renditions. Errors: as encodeMedia.
Result<void> runVideoPass(const EncodeSources &sources, const EncodePlan &plan, const EditList &edit,
                          const QList<Rung> &ladder, const QList<Cue> &burnt, std::vector<CheckpointStore> &stores,
                          ProgressMeter &meter);

} // namespace rawi
