#pragma once

#include "app/server/server_options.h"
#include "core/base/clock.h"
#include "sync-server/jobs/scheduler.h"

namespace rawi::server {

bool isBackupTask(ServerOptions::Task task);

// `backup`, `backup --verify` and `restore`, run to their end; answers what was done, in words.
// Errors: as runBackup(), verifyBackup(), restoreBackup() and ServerData.
Result<QString> runBackupTask(const ServerOptions &options, const Clock &clock);

// With `--backup-to`: a schedule that takes a backup there, tries it, and keeps the newest ones.
void addBackupSchedule(JobQueue &jobs, Scheduler &scheduler, PgPool &pool, const QString &conninfo,
                       const ServerOptions &options, const Clock &clock);

} // namespace rawi::server
