#pragma once

#include "core/base/result.h"

namespace rawi {

// Holds a folder for one program by a lock on a file in it. The kernel lets go of it when the program ends, however it ends:
// what is left of the file, empty or half written, holds nobody off.
class FolderLock {
public:
    // `file` is the whole path. Errors: Locked (detail: "PROGRAM (process PID)" as far as it can be read), IoError.
    static Result<FolderLock> take(const QString &file);
    ~FolderLock();
    FolderLock(FolderLock &&other) noexcept;
    FolderLock &operator=(FolderLock &&other) noexcept;
    FolderLock(const FolderLock &) = delete;
    FolderLock &operator=(const FolderLock &) = delete;

private:
    FolderLock(const QString &file, int fd) : m_file(file), m_fd(fd) { }

    QString m_file;
    int m_fd = -1;
};

} // namespace rawi
