#pragma once

#include "core/base/result.h"

#include <QObject>
#include <QString>

#include <functional>

namespace rawi {

// fileSha256 on the global thread pool; `done` runs on the context's thread, never when the context is gone.
void hashFileLater(const QString &path, QObject *context, std::function<void(Result<QString>)> done);

} // namespace rawi
