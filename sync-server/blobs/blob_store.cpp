#include "sync-server/blobs/blob_store.h"

#include "core/base/id.h"
#include "sync-server/blobs/running_hash.h"

#include <QDirIterator>
#include <QFile>

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

namespace rawi::server {

namespace {

QByteArray native(const QString &path)
{
    return QFile::encodeName(path);
}

Result<void> syncFolder(const QString &path)
{
    const FileHandle folder(::open(native(path).constData(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (folder.fd() < 0 || ::fsync(folder.fd()) != 0) {
        return fileError(path, errno);
    }
    return {};
}

// Makes the folder and its name durable; a folder that is there already was made so before.
Result<void> makeFolder(const QString &parent, const QString &name)
{
    const QString path = parent + QLatin1Char('/') + name;
    if (::mkdir(native(path).constData(), 0700) == 0) {
        return syncFolder(parent);
    }
    return errno == EEXIST ? Result<void>() : fileError(path, errno);
}

bool isDigest(const QString &sha256)
{
    return sha256.size() == 64 && std::all_of(sha256.begin(), sha256.end(), [](QChar c) {
               return (c >= QLatin1Char('0') && c <= QLatin1Char('9'))
                   || (c >= QLatin1Char('a') && c <= QLatin1Char('f'));
           });
}

Error missingBlob(const QString &sha256)
{
    return {ErrorCode::FileMissing, sha256, u"the media store has no such blob"_s, SubjectKind::Code};
}

qint64 modifiedMs(const struct stat &status)
{
    return static_cast<qint64>(status.st_mtim.tv_sec) * 1000 + status.st_mtim.tv_nsec / 1000000;
}

} // namespace

Error fileError(const QString &path, int errorNumber)
{
    const QString cause = QString::fromLocal8Bit(std::strerror(errorNumber));
    switch (errorNumber) {
    case ENOSPC:
    case EDQUOT:
        return {ErrorCode::DiskFull, path, cause};
    case ENOENT:
        return {ErrorCode::FileMissing, path, cause};
    default:
        return {ErrorCode::IoError, path, cause};
    }
}

FileHandle &FileHandle::operator=(FileHandle &&other) noexcept
{
    if (this != &other) {
        if (m_fd >= 0) {
            ::close(m_fd);
        }
        m_fd = other.release();
    }
    return *this;
}

FileHandle::~FileHandle()
{
    if (m_fd >= 0) {
        ::close(m_fd);
    }
}

int FileHandle::release()
{
    return std::exchange(m_fd, -1);
}

BlobStore::BlobStore(QString directory) : m_directory(std::move(directory)) { }

Result<std::unique_ptr<BlobStore>> BlobStore::open(const QString &directory)
{
    if (!QDir().mkpath(directory)) {
        return Error{ErrorCode::IoError, directory, u"the media folder cannot be created"_s};
    }
    RAWI_TRY(makeFolder(directory, u"blobs"_s));
    RAWI_TRY(makeFolder(directory, u"incoming"_s));
    return std::unique_ptr<BlobStore>(new BlobStore(directory));
}

QString BlobStore::incomingPath(const QUuid &upload) const
{
    return m_directory + u"/incoming/"_s + uuidText(upload);
}

QString BlobStore::blobPath(const QString &sha256) const
{
    return u"%1/blobs/%2/%3/%4"_s.arg(m_directory, sha256.mid(0, 2), sha256.mid(2, 2), sha256);
}

Result<void> BlobStore::checkRoom(qint64 bytes) const
{
    struct statvfs disk;
    if (::statvfs(native(m_directory).constData(), &disk) != 0) {
        return fileError(m_directory, errno);
    }
    const qint64 available = static_cast<qint64>(disk.f_bavail) * static_cast<qint64>(disk.f_frsize);
    // A small disk keeps a share of itself free, a large one kReserve.
    const qint64 reserve =
        std::min(kReserve, static_cast<qint64>(disk.f_blocks) * static_cast<qint64>(disk.f_frsize) / 20);
    if (available - reserve < bytes) {
        return Error{ErrorCode::DiskFull, m_directory,
                     u"%1 bytes are free and %2 are needed; free some space or give --media another disk"_s
                         .arg(available)
                         .arg(bytes + reserve)};
    }
    return {};
}

Result<FileHandle> BlobStore::openIncoming(const QUuid &upload)
{
    const QString path = incomingPath(upload);
    FileHandle file(::open(native(path).constData(), O_RDWR | O_CLOEXEC));
    if (file.fd() >= 0) {
        return file;
    }
    file = FileHandle(::open(native(path).constData(), O_RDWR | O_CREAT | O_CLOEXEC, 0600));
    if (file.fd() < 0) {
        return fileError(path, errno);
    }
    RAWI_TRY(syncFolder(m_directory + u"/incoming"_s));
    return file;
}

bool BlobStore::hasIncoming(const QUuid &upload) const
{
    return ::access(native(incomingPath(upload)).constData(), F_OK) == 0;
}

Result<void> BlobStore::removeIncoming(const QUuid &upload)
{
    const QString path = incomingPath(upload);
    if (::unlink(native(path).constData()) != 0) {
        return errno == ENOENT ? Result<void>() : fileError(path, errno);
    }
    return syncFolder(m_directory + u"/incoming"_s);
}

Result<void> BlobStore::adopt(const QUuid &upload, const QString &sha256, qint64 size)
{
    if (!isDigest(sha256)) {
        return Error{ErrorCode::InvalidArgument, u"sha256"_s, u"expected 64 hex digits"_s};
    }
    if (keep(sha256, size)) {
        return removeIncoming(upload);
    }
    const QString from = incomingPath(upload);
    const FileHandle file(::open(native(from).constData(), O_RDWR | O_CLOEXEC));
    struct stat status;
    if (file.fd() < 0 || ::fstat(file.fd(), &status) != 0) {
        return fileError(from, errno);
    }
    if (status.st_size != size) {
        return Error{ErrorCode::CorruptData, from,
                     u"holds %1 bytes instead of %2"_s.arg(status.st_size).arg(size)};
    }
    if (::fsync(file.fd()) != 0) {
        return fileError(from, errno);
    }
    const QString blobs = m_directory + u"/blobs"_s;
    const QString first = blobs + QLatin1Char('/') + sha256.mid(0, 2);
    const std::lock_guard lock(m_naming);
    RAWI_TRY(makeFolder(blobs, sha256.mid(0, 2)));
    RAWI_TRY(makeFolder(first, sha256.mid(2, 2)));
    ::futimens(file.fd(), nullptr);
    if (::rename(native(from).constData(), native(blobPath(sha256)).constData()) != 0) {
        return fileError(from, errno);
    }
    RAWI_TRY(syncFolder(first + QLatin1Char('/') + sha256.mid(2, 2)));
    return syncFolder(m_directory + u"/incoming"_s);
}

bool BlobStore::keep(const QString &sha256, qint64 size)
{
    const QByteArray path = native(blobPath(sha256));
    struct stat status;
    const std::lock_guard lock(m_naming);
    return isDigest(sha256) && ::stat(path.constData(), &status) == 0 && status.st_size == size
        && ::utimensat(AT_FDCWD, path.constData(), nullptr, 0) == 0;
}

Result<OpenBlob> BlobStore::openBlob(const QString &sha256) const
{
    if (!isDigest(sha256)) {
        return missingBlob(sha256);
    }
    const QString path = blobPath(sha256);
    FileHandle file(::open(native(path).constData(), O_RDONLY | O_CLOEXEC));
    struct stat status;
    if (file.fd() < 0 || ::fstat(file.fd(), &status) != 0) {
        return errno == ENOENT ? missingBlob(sha256) : fileError(path, errno);
    }
    return OpenBlob{std::move(file), status.st_size};
}

Result<QString> BlobStore::digestOf(int fd, const QString &name)
{
    RunningHash hash;
    std::vector<char> buffer(1 << 20);
    for (;;) {
        const ssize_t got = ::read(fd, buffer.data(), buffer.size());
        if (got < 0 && errno == EINTR) {
            continue;
        }
        if (got < 0) {
            return fileError(name, errno);
        }
        if (got == 0) {
            return hash.digest();
        }
        hash.add(buffer.data(), static_cast<size_t>(got));
    }
}

Result<void> BlobStore::verify(const QString &sha256) const
{
    RAWI_ASSIGN(const OpenBlob blob, openBlob(sha256));
    RAWI_ASSIGN(const QString digest, digestOf(blob.file.fd(), blobPath(sha256)));
    if (digest != sha256) {
        return Error{ErrorCode::CorruptData, sha256, u"the bytes on disk hash to %1"_s.arg(digest), SubjectKind::Code};
    }
    return {};
}

Result<BlobStore::Stored> BlobStore::takeIn(const QString &path)
{
    const FileHandle file(::open(native(path).constData(), O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC));
    struct stat status;
    if (file.fd() < 0 || ::fstat(file.fd(), &status) != 0) {
        return fileError(path, errno);
    }
    if (!S_ISREG(status.st_mode)) {
        return Error{ErrorCode::CorruptData, path, u"not a regular file"_s};
    }
    RAWI_ASSIGN(const QString digest, digestOf(file.fd(), path));
    const QUuid id = QUuid::createUuid();
    if (::rename(native(path).constData(), native(incomingPath(id)).constData()) != 0) {
        return fileError(path, errno);
    }
    RAWI_TRY(adopt(id, digest, status.st_size));
    return Stored{digest, status.st_size};
}

Result<int> BlobStore::sweep(const Referenced &referenced, qint64 nowMs)
{
    RAWI_ASSIGN(const int blobs, sweepFolder(m_directory + u"/blobs"_s, referenced.blob, nowMs));
    const auto upload = [&](const QString &name) { return referenced.upload(uuidFromText(name)); };
    RAWI_ASSIGN(const int uploads, sweepFolder(m_directory + u"/incoming"_s, upload, nowMs));
    RAWI_ASSIGN(const int works, sweepWork(referenced.work));
    return blobs + uploads + works;
}

Result<bool> BlobStore::removeUnused(const QString &sha256, qint64 untouchedSinceMs)
{
    const QString path = blobPath(sha256);
    struct stat status;
    const std::lock_guard lock(m_naming); // as keep() and adopt(), which touch it
    if (!isDigest(sha256) || ::stat(native(path).constData(), &status) != 0) {
        return true;
    }
    if (modifiedMs(status) >= untouchedSinceMs) {
        return false;
    }
    if (::unlink(native(path).constData()) != 0) {
        return fileError(path, errno);
    }
    RAWI_TRY(syncFolder(path.first(path.lastIndexOf(QLatin1Char('/')))));
    return true;
}

Result<int> BlobStore::sweepWork(const std::function<Result<bool>(const QUuid &)> &referenced)
{
    int removed = 0;
    const QFileInfoList folders = QDir(workFolder()).entryInfoList(QDir::Dirs | QDir::NoDotAndDotDot | QDir::NoSymLinks);
    for (const QFileInfo &folder : folders) {
        RAWI_ASSIGN(const bool used, referenced(uuidFromText(folder.fileName())));
        removed += !used && QDir(folder.filePath()).removeRecursively() ? 1 : 0;
    }
    return removed;
}

Result<int> BlobStore::sweepFolder(const QString &folder,
                                   const std::function<Result<bool>(const QString &)> &referenced,
                                   qint64 nowMs)
{
    int removed = 0;
    const auto isOld = [nowMs](const QByteArray &path) {
        struct stat status;
        return ::stat(path.constData(), &status) == 0 && modifiedMs(status) < nowMs - kOrphanAgeMs;
    };
    QDirIterator files(folder, QDir::Files, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        const QByteArray path = native(files.next());
        if (!isOld(path)) {
            continue;
        }
        RAWI_ASSIGN(const bool used, referenced(files.fileName()));
        if (used) {
            continue;
        }
        // keep() and adopt() touch a file under this lock, so one taken into use since then is not old any
        // more.
        const std::lock_guard lock(m_naming);
        if (isOld(path) && ::unlink(path.constData()) == 0) {
            RAWI_TRY(syncFolder(files.fileInfo().path()));
            ++removed;
        }
    }
    return removed;
}

} // namespace rawi::server
