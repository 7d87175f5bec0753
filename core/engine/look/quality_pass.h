#pragma once

#include "core/engine/av/source_file.h"
#include "core/media/quality_report.h"

namespace rawi {

// Listens to and looks at a whole file: loudness, silence, black and standing pictures. The picture is looked at for at
// most `pictureBudgetMs` of wall-clock; after that the report says how far it came. With 0 it is not looked at. For pictures an empty report.
// Errors: as probeMedia.
Result<QualityReport> analyzeMedia(const SourceFile &source, qint64 pictureBudgetMs = 1'200'000);

} // namespace rawi
