#include "core/engine/av/output_file.h"

#include <QFile>
#include <QFileInfo>

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <unistd.h>

namespace rawi {

namespace {

Error fileError(const QString &path, int code)
{
    const bool full = code == ENOSPC || code == EDQUOT;
    return {full ? ErrorCode::DiskFull : code == ENOENT ? ErrorCode::FileMissing : ErrorCode::IoError,
            QFileInfo(path).fileName(), QString::fromLocal8Bit(std::strerror(code))};
}

int syncPath(const QString &path, int flags)
{
    const int fd = ::open(QFile::encodeName(path).constData(), flags | O_CLOEXEC);
    if (fd < 0) {
        return errno;
    }
    const int code = ::fsync(fd) == 0 ? 0 : errno;
    ::close(fd);
    return code;
}

} // namespace

Result<void> commitFile(const QString &partPath, const QString &path)
{
    int code = syncPath(partPath, O_RDONLY);
    if (code == 0 && ::rename(QFile::encodeName(partPath).constData(), QFile::encodeName(path).constData()) != 0) {
        code = errno;
    }
    if (code != 0) {
        QFile::remove(partPath);
        return fileError(path, code);
    }
    code = syncPath(QFileInfo(path).absolutePath(), O_RDONLY | O_DIRECTORY);
    return code != 0 ? Result<void>(fileError(path, code)) : Result<void>();
}

Result<void> writeFileSafely(const QString &path, const QByteArray &bytes)
{
    const QString part = path + u".part"_s;
    QFile file(part);
    if (!file.open(QIODevice::WriteOnly | QIODevice::Truncate | QIODevice::Unbuffered)) {
        return fileError(path, errno);
    }
    errno = 0;
    if (file.write(bytes) != bytes.size()) {
        const int code = errno != 0 ? errno : EIO;
        file.close();
        file.remove();
        return fileError(path, code);
    }
    file.close();
    return commitFile(part, path);
}

} // namespace rawi
