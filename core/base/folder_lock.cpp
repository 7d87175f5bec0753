#include "core/base/folder_lock.h"

#include <QCoreApplication>
#include <QFile>
#include <QSysInfo>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>
#include <utility>

namespace rawi {

namespace {

// As QLockFile writes it, which earlier versions read: process, program, machine, each on a line of its own.
QByteArray holderText()
{
    return QByteArray::number(QCoreApplication::applicationPid()) + '\n' + QCoreApplication::applicationName().toUtf8() + '\n'
        + QSysInfo::machineHostName().toUtf8() + '\n' + QSysInfo::machineUniqueId() + '\n' + QSysInfo::bootUniqueId() + '\n';
}

QString holderOf(int fd)
{
    char text[1024];
    const ssize_t read = ::pread(fd, text, sizeof text, 0);
    const QList<QByteArray> lines = QByteArray(text, static_cast<qsizetype>(std::max<ssize_t>(read, 0))).split('\n');
    const QString program = lines.size() > 1 && !lines.at(1).isEmpty() ? QString::fromUtf8(lines.at(1)) : u"another program"_s;
    return u"%1 (process %2)"_s.arg(program, QString::fromLatin1(lines.at(0).isEmpty() ? QByteArray("unknown") : lines.at(0)));
}

// Whether the file that is open is still the one of that name: its last holder may have taken it away meanwhile.
bool isThere(const QByteArray &path, int fd)
{
    struct stat named = {};
    struct stat open = {};
    return ::stat(path.constData(), &named) == 0 && ::fstat(fd, &open) == 0 && named.st_ino == open.st_ino
        && named.st_dev == open.st_dev;
}

} // namespace

Result<FolderLock> FolderLock::take(const QString &file)
{
    constexpr int kMostTries = 100;
    const QByteArray path = QFile::encodeName(file);
    for (int i = 0; i < kMostTries; ++i) {
        const int fd = ::open(path.constData(), O_RDWR | O_CREAT | O_CLOEXEC, 0644);
        if (fd < 0) {
            break;
        }
        if (::flock(fd, LOCK_EX | LOCK_NB) != 0) {
            const bool isHeld = errno == EWOULDBLOCK;
            const Error error = isHeld ? Error{ErrorCode::Locked, file, holderOf(fd)}
                                       : Error{ErrorCode::IoError, file, QString::fromLocal8Bit(std::strerror(errno))};
            ::close(fd);
            return error;
        }
        if (!isThere(path, fd)) {
            ::close(fd);
            continue;
        }
        // Who holds it is for people to read; the lock itself does not hang on it.
        const QByteArray holder = holderText();
        [[maybe_unused]] const bool isWritten = ::ftruncate(fd, 0) == 0
            && ::pwrite(fd, holder.constData(), static_cast<size_t>(holder.size()), 0) == holder.size();
        return FolderLock(file, fd);
    }
    return Error{ErrorCode::IoError, file, QString::fromLocal8Bit(std::strerror(errno))};
}

FolderLock::FolderLock(FolderLock &&other) noexcept
    : m_file(std::move(other.m_file)), m_fd(std::exchange(other.m_fd, -1))
{
}

FolderLock &FolderLock::operator=(FolderLock &&other) noexcept
{
    std::swap(m_file, other.m_file);
    std::swap(m_fd, other.m_fd);
    return *this;
}

FolderLock::~FolderLock()
{
    if (m_fd >= 0) {
        ::unlink(QFile::encodeName(m_file).constData());
        ::close(m_fd);
    }
}

} // namespace rawi
