#pragma once

#include "core/base/result.h"

#include <QObject>
#include <QString>

#include <functional>

namespace rawi {

// SHA-256 (lower-case hex) of a file, read in 1 MiB pieces. Errors: FileMissing, IoError.
Result<QString> hashFile(const QString &path);

// hashFile on the global thread pool; `done` runs on the context's thread, never when the context is gone.
void hashFileLater(const QString &path, QObject *context, std::function<void(Result<QString>)> done);

} // namespace rawi
