#pragma once

#include "app/server/server_options.h"
#include "core/base/clock.h"

namespace rawi::server {

bool isBackupTask(ServerOptions::Task task);

// `backup`, `backup --verify` and `restore`, run to their end; answers what was done, in words.
// Errors: as runBackup(), verifyBackup(), restoreBackup() and ServerData.
Result<QString> runBackupTask(const ServerOptions &options, const Clock &clock);

} // namespace rawi::server
