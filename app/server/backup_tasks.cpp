#include "app/server/backup_tasks.h"

#include "app/server/server_data.h"
#include "core/base/log.h"
#include "sync-server/backup/backup_service.h"
#include "sync-server/backup/restore_service.h"
#include "sync-server/jobs/housekeeping.h"

#include <QCoreApplication>

namespace rawi::server {

namespace {

QString megabytes(qint64 bytes)
{
    return u"%1 MB"_s.arg(double(bytes) / 1'000'000, 0, 'f', 1);
}

QString lackingOf(const BackupManifest &manifest)
{
    return manifest.missing.isEmpty()
        ? QString()
        : u"\nBeware: %1 published files were not in the media folder and are not in the backup; the first is %2"_s
              .arg(manifest.missing.size()).arg(manifest.missing.first());
}

BackupOrder orderOf(const QString &conninfo, const ServerOptions &options, const Clock &clock)
{
    BackupOrder order;
    order.conninfo = conninfo;
    order.media = options.media;
    order.folder = options.to;
    order.previous = options.previous;
    order.madeBy = QCoreApplication::applicationName() + u' ' + QCoreApplication::applicationVersion();
    order.nowMs = clock.nowMs();
    return order;
}

Result<QString> backUp(const ServerOptions &options, const Clock &clock)
{
    RAWI_ASSIGN(const std::unique_ptr<ServerData> data, ServerData::open(options, ServerData::Need::Shared));
    const BackupOrder order = orderOf(data->conninfo(), options, clock);
    RAWI_ASSIGN(const BackupDone done, runBackup(order));
    return u"%1 holds everything up to change %2: the store (%3) and %4 media files (%5, of which %6 copied)\n"
           "Keep the key file of sealed secrets elsewhere; it is not in it. Try it with: rawi-server backup --verify %1%7"_s
               .arg(options.to).arg(done.manifest.seq)
               .arg(megabytes(done.manifest.store.bytes)).arg(done.manifest.blobCount)
               .arg(megabytes(done.manifest.blobBytes), megabytes(done.copiedBytes), lackingOf(done.manifest));
}

Result<QString> verify(const ServerOptions &options)
{
    RAWI_ASSIGN(const BackupManifest manifest, verifyBackup(options.from));
    QString noted;
    if (!options.data.isEmpty()) {
        RAWI_ASSIGN(const std::unique_ptr<ServerData> data, ServerData::open(options, ServerData::Need::Shared));
        RAWI_ASSIGN(const auto connection, PgConnection::open(data->conninfo()));
        RAWI_ASSIGN(const bool known, noteVerified(*connection, options.from));
        noted = known ? u"; the server's health says so"_s : u"; it is no backup that this server took, so its health does not say so"_s;
    }
    return u"%1 can be restored: %2 tables and %3 media files are as they were on %4%5%6"_s
        .arg(options.from).arg(manifest.tables.size()).arg(manifest.blobCount).arg(manifest.takenAt, noted, lackingOf(manifest));
}

Result<QString> restore(const ServerOptions &options)
{
    RAWI_TRY(checkBackup(options.from)); // before anything is made
    RAWI_ASSIGN(const std::unique_ptr<ServerData> data, ServerData::make(options));
    const Result<Restored> restored = restoreBackup({options.from, data->conninfo(), options.media});
    if (!restored.ok()) {
        data->discard();
        return restored.error();
    }
    return u"%1 holds the workspace as it was on %2 (change %3) with %4 media files. Everybody signs in again; desks that have seen "
           "more notice, and nothing is deleted on them. Put the key file of sealed secrets back, then start it with: "
           "rawi-server run --data %1%5"_s
               .arg(options.data, restored->manifest.takenAt).arg(restored->manifest.seq).arg(restored->manifest.blobCount)
               .arg(options.database.isEmpty() ? QString() : u" --database URL"_s)
        + lackingOf(restored->manifest);
}

} // namespace

bool isBackupTask(ServerOptions::Task task)
{
    using Task = ServerOptions::Task;
    return task == Task::Backup || task == Task::BackupVerify || task == Task::Restore;
}

Result<QString> runBackupTask(const ServerOptions &options, const Clock &clock)
{
    switch (options.task) {
    case ServerOptions::Task::Backup:
        return backUp(options, clock);
    case ServerOptions::Task::BackupVerify:
        return verify(options);
    default:
        return restore(options);
    }
}

void addBackupSchedule(JobQueue &jobs, Scheduler &scheduler, PgPool &pool, const QString &conninfo,
                       const ServerOptions &options, const Clock &clock)
{
    constexpr int kKept = 7;
    if (options.backupTo.isEmpty()) {
        return;
    }
    addHousekeeping(jobs, scheduler, u"backup.take"_s, options.backupAt.isEmpty() ? u"30 2 * * *"_s : options.backupAt,
                    [&pool, conninfo, options, &clock](JobLease &lease) -> Result<QJsonObject> {
                        BackupOrder order = orderOf(conninfo, options, clock);
                        order.isCancelled = [&lease] { return !lease.beat().ok(); };
                        RAWI_ASSIGN(const BackupDone done, runKeptBackup(order, options.backupTo, kKept));
                        RAWI_TRY(verifyBackup(done.folder, order.isCancelled));
                        RAWI_TRY(pool.with<bool>([&](PgConnection &connection) { return noteVerified(connection, done.folder); }));
                        return QJsonObject{{u"folder"_s, done.folder}};
                    });
}

} // namespace rawi::server
