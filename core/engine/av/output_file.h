#pragma once

#include "core/base/result.h"

#include <QString>

namespace rawi {

// fsync of a finished file, then rename to its name, then fsync of the folder: after that a power cut leaves
// either the old state or the whole file. Errors: DiskFull, IoError.
Result<void> commitFile(const QString &partPath, const QString &path);
// Writes `bytes` so that the file is either as before or complete. Errors: DiskFull, IoError.
Result<void> writeFileSafely(const QString &path, const QByteArray &bytes);

} // namespace rawi
