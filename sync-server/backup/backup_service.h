#pragma once

#include "sync-server/backup/backup_manifest.h"
#include "sync-server/pg/pg_archive.h"

namespace rawi::server {

struct BackupOrder {
    QString conninfo;
    QString media;    // the server's media folder
    QString folder;   // of the backup: made, or empty
    QString previous; // an earlier backup whose files are linked to, or empty
    QString madeBy;   // program and version
    qint64 nowMs = 0;
    CancelCheck isCancelled; // may be empty; asked often
};

struct BackupDone {
    BackupManifest manifest;
    qint64 copiedBytes = 0; // of media; the others are hard links
    QString folder = {};    // where it is
};

// Takes a backup of a workspace while it is worked in: every command acknowledged before the call is in it. The store is
// dumped inside one snapshot, then the media that this store names are linked or copied; no server on the database removes
// a blob meanwhile. Neither url.key nor a key file of sealed secrets is in it. What a failed one left is removed. Blocks;
// any thread. Errors: AlreadyExists (the folder is not empty), PermissionDenied, MissingProgram, DiskFull, IoError,
// DatabaseError, Cancelled.
Result<BackupDone> runBackup(const BackupOrder &order);

// The same into a folder of its own below `parent`, named by the time, linked to the latest there; then all but the
// newest `keep` whole ones are removed, if they were taken of this workspace. For the Scheduler.
Result<BackupDone> runKeptBackup(BackupOrder order, const QString &parent, int keep);

// What health says of backups.
struct BackupState {
    QString takenAt;    // of the last one; empty = never
    QString verifiedAt; // when one was last restored on trial; empty = never
};
Result<BackupState> readBackupState(PgConnection &connection);
// Notes that the backup in `folder` was restored on trial just now. False when this server did not take it.
Result<bool> noteVerified(PgConnection &connection, const QString &folder);

} // namespace rawi::server
