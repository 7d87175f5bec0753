#pragma once

#include "sync-server/backup/backup_manifest.h"

namespace rawi::server {

// Puts blobs from one folder below another, each at blobs/ab/cd/<sha256>: hard-linked where both are on one disk (a
// blob is never written to), else copied. One thread.
class BlobCopy {
public:
    // `previous` (may be empty): an earlier backup on the target's disk, whose files are linked to instead of copied again.
    BlobCopy(QString from, QString to, QString previous = {});

    // False when `from` has no such blob, or one of another size than `bytes` (-1: any). Errors: DiskFull, IoError.
    Result<bool> take(const QString &sha256, qint64 bytes = -1);
    // Makes all of it durable. Errors: IoError.
    Result<void> finish();

    const QList<BackupBlob> &taken() const { return m_taken; }
    qint64 bytes() const { return m_bytes; }
    qint64 copiedBytes() const { return m_copied; }

    // Where a blob is below a folder.
    static QString pathOf(const QString &folder, const QString &sha256);
    static bool isDigest(const QString &sha256);

private:
    Result<void> makeFolders(const QString &sha256);
    Result<void> place(const QString &sha256, qint64 bytes);

    QString m_from;
    QString m_to;
    QString m_previous;
    QList<BackupBlob> m_taken;
    qint64 m_bytes = 0;
    qint64 m_copied = 0;
};

} // namespace rawi::server
