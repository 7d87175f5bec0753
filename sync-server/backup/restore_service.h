#pragma once

#include "sync-server/backup/backup_manifest.h"
#include "sync-server/pg/pg_archive.h"

namespace rawi::server {

struct RestoreOrder {
    QString from;     // the backup's folder
    QString conninfo; // an empty database
    QString media;    // the new server's media folder: empty, or not there
};

struct Restored {
    BackupManifest manifest;
    QString epoch; // the new one
};

// Looks whether a backup can be restored here, before anything is made: it is whole, no table comes from a later program,
// and every file has its size. Errors: as readManifest(), UpgradeRequired (a later rawi-server made it), CorruptData
// (a file is missing or has another size; subject = the file).
Result<BackupManifest> checkBackup(const QString &from);

// Makes a server's store and media from a backup, with every checksum verified. The store gets a new epoch and a new nonce,
// so that a desk which has seen more notices and asks its person; sessions end (one revoked since must not live again) and
// unfinished uploads begin again. Errors: as checkBackup(), AlreadyExists (the database is not empty), DiskFull, IoError.
Result<Restored> restoreBackup(const RestoreOrder &order);

// Restores the store into a PostgreSQL of its own in a temporary folder, compares every table with what was backed up, and
// reads every file of the media. Any thread; it forks that PostgreSQL and waits for its end.
// Errors: as restoreBackup(), Cancelled.
Result<BackupManifest> verifyBackup(const QString &from, const CancelCheck &isCancelled = {});

} // namespace rawi::server
