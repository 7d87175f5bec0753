#pragma once

#include "core/engine/av/source_file.h"
#include "core/media/probe_report.h"

namespace rawi {

// What is in a media file, found within `budgetMs`; at least one frame of it was really decoded.
// Errors: NotMedia, MediaTruncated, MediaUnsupported, TooLarge, Timeout, IoError.
Result<ProbeReport> probeMedia(const SourceFile &source, qint64 budgetMs = 10'000);

// What the file says of where it was taken, {tag: value} as it says it; empty when it says nothing. For the desk that has the
// file: nobody else is told. Errors: as probeMedia.
Result<QJsonObject> placeIn(const SourceFile &source, qint64 budgetMs = 10'000);

} // namespace rawi
