#pragma once

#include "core/media/worker_results.h"

namespace rawi {

// Writes `bytes` as FOLDER/`fileName` and describes it. Errors: DiskFull, IoError.
Result<MadeVariant> writeAnalysisFile(const QString &folder, const QString &fileName, const QByteArray &bytes, MadeVariant file);

} // namespace rawi
