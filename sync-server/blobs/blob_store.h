#pragma once

#include "core/base/result.h"

#include <QUuid>

#include <functional>
#include <mutex>

namespace rawi::server {

// A file descriptor that is closed when its owner goes.
class FileHandle {
public:
    explicit FileHandle(int fd = -1) : m_fd(fd) { }
    FileHandle(FileHandle &&other) noexcept : m_fd(other.release()) { }
    FileHandle &operator=(FileHandle &&other) noexcept;
    ~FileHandle();
    int fd() const { return m_fd; }
    int release();

private:
    int m_fd = -1;
};

// An open blob, ready for sendfile.
struct OpenBlob {
    FileHandle file;
    qint64 size = 0;
};

// The media of the server on a local disk: finished files by content address (blobs/ab/cd/<sha256>),
// unfinished ones by upload (incoming/<id>). A name below blobs/ appears only after its bytes are durable.
// Thread-safe; one process owns a directory.
class BlobStore {
public:
    // Creates what is missing below `directory`. Errors: IoError, DiskFull.
    static Result<std::unique_ptr<BlobStore>> open(const QString &directory);

    // Errors: DiskFull when `bytes` more would leave less than kReserve free.
    Result<void> checkRoom(qint64 bytes) const;

    // The upload's file, created (and its name made durable) when missing; read and write.
    Result<FileHandle> openIncoming(const QUuid &upload);
    bool hasIncoming(const QUuid &upload) const;
    Result<void> removeIncoming(const QUuid &upload);

    // Makes the upload's file the blob `sha256` (of `size` bytes): fsync, rename, fsync of the folders. The
    // caller has hashed the bytes. Repeating it after a crash anywhere inside is harmless.
    // Errors: FileMissing (neither the upload nor the blob is there), CorruptData (size differs), IoError.
    Result<void> adopt(const QUuid &upload, const QString &sha256, qint64 size);

    // Makes a finished file of this machine a blob; hashes it. `path` is on the store's disk and nobody's link.
    // Errors: FileMissing, CorruptData (no regular file), IoError.
    struct Stored {
        QString sha256;
        qint64 size = 0;
    };
    Result<Stored> takeIn(const QString &path);

    // Whether the blob is here with that size; saves it from a sweep that is under way.
    bool keep(const QString &sha256, qint64 size);
    // Errors: FileMissing, IoError.
    Result<OpenBlob> openBlob(const QString &sha256) const;
    // For files that are still being made, on the same disk: a folder for each job, named by its id.
    QString workFolder() const { return m_directory + u"/work"_s; }
    // Where the blob is, for a process that opens it by name; never written to.
    QString blobPath(const QString &sha256) const;
    // Reads the whole blob. Errors: CorruptData when its bytes are not what its name says; as openBlob().
    Result<void> verify(const QString &sha256) const;

    // Removes blobs and upload files untouched for kOrphanAgeMs that nobody refers to, and the work folders of jobs that
    // will not go on; answers how many.
    struct Referenced {
        std::function<Result<bool>(const QString &sha256)> blob;
        std::function<Result<bool>(const QUuid &upload)> upload;
        std::function<Result<bool>(const QUuid &job)> work;
    };
    Result<int> sweep(const Referenced &referenced, qint64 nowMs);

    // Removes one that nobody refers to, unless it was touched since `untouchedSinceMs`: somebody may be taking it into
    // use. Who has it open reads on. True when it is gone.
    Result<bool> removeUnused(const QString &sha256, qint64 untouchedSinceMs);

    static constexpr qint64 kReserve = 64LL << 20; // bytes
    static constexpr qint64 kOrphanAgeMs = 48LL * 60 * 60 * 1000;

private:
    explicit BlobStore(QString directory);
    QString incomingPath(const QUuid &upload) const;
    static Result<QString> digestOf(int fd, const QString &name);
    Result<int> sweepFolder(const QString &folder,
                            const std::function<Result<bool>(const QString &)> &referenced, qint64 nowMs);
    Result<int> sweepWork(const std::function<Result<bool>(const QUuid &)> &referenced);

    QString m_directory;
    std::mutex m_naming; // held while a name appears, disappears or is touched
};

// An errno as an Error: DiskFull for ENOSPC and EDQUOT, FileMissing for ENOENT, IoError otherwise.
Error fileError(const QString &path, int errorNumber);

} // namespace rawi::server
