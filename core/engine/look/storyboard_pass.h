#pragma once

#include "core/engine/av/source_file.h"
#include "core/media/worker_results.h"

namespace rawi {

// Writes small upright pictures of a film, at most kStoryboardTiles of them and none closer than a second, on sheets of
// 10 × 10: FOLDER/storyboard-0.jpg … and FOLDER/storyboard.vtt (core/media/storyboard.h). Only key frames are decoded;
// of short films whose key frames stand far apart also what lies between. Times count from AvInput::startUs().
// Errors: as probeMedia; DiskFull, IoError.
constexpr int kStoryboardTiles = 360;
Result<StoryboardResult> makeStoryboard(const SourceFile &source, const QString &folder);

} // namespace rawi
