#pragma once

#include "core/base/result.h"

#include <QString>

namespace rawi {

// SHA-256 (FIPS 180-4) of a file's bytes, lower-case hexadecimal, read in pieces of 1 MiB. By libcrypto, which uses the
// processor's instructions for it: Qt's hash takes several times as long. Errors, about the path: FileMissing, IoError.
Result<QString> fileSha256(const QString &path);

} // namespace rawi
