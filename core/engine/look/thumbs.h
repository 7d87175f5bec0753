#pragma once

#include "core/engine/av/source_file.h"
#include "core/media/worker_results.h"

#include <optional>

namespace rawi {

// Writes poster.jpg (longest side up to 1280 px), thumb-640.jpg and thumb-320.jpg into `folder`, upright, with
// square pixels, never enlarged. Of a film the best of several frames is taken: lit, varied, sharp.
// Besides, up to six candidate-N.jpg (longest side up to 640 px). With `atMs` the frame that shows then is taken, and there
// are no candidates. Errors: as probeMedia, and DiskFull, IoError.
Result<ThumbsResult> makeThumbs(const SourceFile &source, const QString &folder, std::optional<qint64> atMs = {});

} // namespace rawi
