#pragma once

#include "core/engine/checkpoint_store.h"
#include "core/engine/progress_meter.h"

namespace rawi {

// Encodes the moving picture into segments, going on after those the store already has.
// Errors: as encodeMedia.
Result<void> runVideoPass(const SourceFile &source, const VideoSettings &settings, CheckpointStore &store,
                          ProgressMeter &meter);

} // namespace rawi
