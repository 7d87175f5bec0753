#pragma once

#include "core/sync/upload_store.h"

namespace rawi {

// What a file looks like without reading all of it, to notice that it is not the file it was.
struct FileFingerprint {
    qint64 size = 0; // bytes
    qint64 mtimeMs = 0;
    quint64 inode = 0;
    QString headTail; // SHA-256 hex of the first and the last 64 KiB
};

// Errors: FileMissing, IoError, naming the path.
Result<FileFingerprint> fingerprintOf(const QString &path);
// Whether the file of an upload's journal is still that file. Errors: FileMissing, FileChanged, IoError.
Result<void> checkFile(const Upload &journal);

} // namespace rawi
