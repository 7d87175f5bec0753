#pragma once

#include "core/base/result.h"

namespace rawi::server {

// The specification's rule: at least 8 characters, not only letters and not only digits. Errors: WeakPassword.
Result<void> checkPassword(const QString &password);
// argon2id, encoded (OWASP: 19 MiB, 2 passes, 1 lane). About 40 ms.
Result<QString> hashPassword(const QString &password);
// Takes as long when `encoded` is empty (nobody has that address) as when it is not.
bool verifyPassword(const QString &encoded, const QString &password);

} // namespace rawi::server
