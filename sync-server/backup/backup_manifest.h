#pragma once

#include "sync-server/backup/store_census.h"

#include <QJsonObject>
#include <QStringList>

namespace rawi::server {

// A file of a backup, by its name in the folder.
struct BackupFile {
    QString name;
    qint64 bytes = 0;
    QString sha256;
};

struct BackupBlob {
    QString sha256;
    qint64 bytes = 0;
};

// What a backup says of itself. A backup is a folder: manifest.json and manifest.sha256 (for sha256sum -c), store.dump
// (pg_dump, custom format), blobs.txt (a line a blob: SHA-256 and bytes), blobs/ab/cd/<sha256>. The manifest is written
// last, so that what lacks it was broken off.
struct BackupManifest {
    QString madeBy;         // program and version
    QString takenAt;        // RFC 3339, UTC
    QString workspace;      // its id
    QString epoch;
    qint64 seq = 0;         // head of the feed in it
    QString postgresVersion;
    QStringList migrations; // applied ones, by name
    BackupFile store;
    BackupFile blobList;
    qint64 blobCount = 0;
    qint64 blobBytes = 0;
    QStringList missing;    // published files that were not in the media folder
    StoreCensus tables;
};

// Writes manifest.json and manifest.sha256, durable when it answers. Errors: IoError, DiskFull.
Result<void> writeManifest(const BackupManifest &manifest, const QString &folder);
// Errors: FileMissing (no folder, no backup, one that was broken off), CorruptData (checksum, not JSON, of a later
// format), each with the way out.
Result<BackupManifest> readManifest(const QString &folder);

// blobs.txt; the second returns the file's name, size and checksum.
Result<QList<BackupBlob>> readBlobList(const BackupManifest &manifest, const QString &folder);
Result<BackupFile> writeBlobList(const QList<BackupBlob> &blobs, const QString &folder);

// The file as it is on the disk. Errors: FileMissing, IoError.
Result<BackupFile> measureFile(const QString &folder, const QString &name);
// Errors: FileMissing, CorruptData (another size or checksum).
Result<void> checkFile(const BackupFile &wanted, const QString &folder);

} // namespace rawi::server
