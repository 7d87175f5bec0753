#include "core/engine/av/source_file.h"

#include <QCryptographicHash>
#include <QFile>
#include <QFileInfo>

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace rawi {

namespace {

constexpr qint64 kHeadTailBytes = 64 * 1024;

Error openError(const QString &name, int code)
{
    const QString why = QString::fromLocal8Bit(std::strerror(code));
    switch (code) {
    case ENOENT:
    case ENOTDIR:
        return {ErrorCode::FileMissing, name, why};
    case EACCES:
    case EPERM:
        return {ErrorCode::PermissionDenied, name, why, SubjectKind::File};
    default:
        return {ErrorCode::IoError, name, why};
    }
}

} // namespace

Result<SourceFile> SourceFile::open(const QString &path)
{
    SourceFile file;
    file.m_name = QFileInfo(path).fileName();
    // O_NONBLOCK: a FIFO in the place of a file must not hang the worker.
    file.m_fd = ::open(QFile::encodeName(path).constData(), O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
    if (file.m_fd < 0) {
        return openError(file.m_name, errno);
    }
    struct stat info = {};
    if (::fstat(file.m_fd, &info) != 0) {
        return openError(file.m_name, errno);
    }
    if (!S_ISREG(info.st_mode)) {
        return Error{ErrorCode::NotMedia, file.m_name, u"not a regular file"_s};
    }
    if (info.st_size == 0) {
        return Error{ErrorCode::NotMedia, file.m_name, u"the file is empty"_s};
    }
    file.m_size = info.st_size;
    file.m_mtimeMs = qint64(info.st_mtim.tv_sec) * 1000 + info.st_mtim.tv_nsec / 1000000;
    return file;
}

SourceFile::SourceFile(SourceFile &&other) noexcept :
    m_fd(std::exchange(other.m_fd, -1)), m_size(other.m_size), m_mtimeMs(other.m_mtimeMs),
    m_name(std::move(other.m_name))
{
}

SourceFile &SourceFile::operator=(SourceFile &&other) noexcept
{
    std::swap(m_fd, other.m_fd);
    m_size = other.m_size;
    m_mtimeMs = other.m_mtimeMs;
    m_name = std::move(other.m_name);
    return *this;
}

SourceFile::~SourceFile()
{
    if (m_fd >= 0) {
        ::close(m_fd);
    }
}

QByteArray SourceFile::bytes(qint64 offset, qint64 count) const
{
    QByteArray out(count, Qt::Uninitialized);
    qint64 have = 0;
    while (have < count) {
        const ssize_t got = ::pread(m_fd, out.data() + have, size_t(count - have), offset + have);
        if (got < 0 && errno == EINTR) {
            continue;
        }
        if (got <= 0) {
            break;
        }
        have += got;
    }
    out.resize(have);
    return out;
}

QString SourceFile::headTailHash() const
{
    QCryptographicHash hash(QCryptographicHash::Sha256);
    hash.addData(bytes(0, kHeadTailBytes));
    hash.addData(bytes(qMax(qint64(0), m_size - kHeadTailBytes), kHeadTailBytes));
    return QString::fromLatin1(hash.result().toHex());
}

} // namespace rawi
