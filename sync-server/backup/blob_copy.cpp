#include "sync-server/backup/blob_copy.h"

#include "sync-server/blobs/blob_store.h"

#include <QDir>
#include <QFile>

#include <algorithm>
#include <cerrno>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace rawi::server {

namespace {

QByteArray native(const QString &path)
{
    return QFile::encodeName(path);
}

qint64 sizeOf(const QString &path)
{
    struct stat status{};
    const bool isFile = ::lstat(native(path).constData(), &status) == 0 && S_ISREG(status.st_mode);
    return isFile ? static_cast<qint64>(status.st_size) : -1;
}

Result<void> makeFolder(const QString &path)
{
    if (::mkdir(native(path).constData(), 0700) != 0 && errno != EEXIST) {
        return fileError(path, errno);
    }
    return {};
}

// Reports in words what the system calls leave in errno.
Result<void> copyFile(const QString &from, const QString &to)
{
    const FileHandle source(::open(native(from).constData(), O_RDONLY | O_CLOEXEC));
    if (source.fd() < 0) {
        return fileError(from, errno);
    }
    const FileHandle target(::open(native(to).constData(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600));
    if (target.fd() < 0) {
        return fileError(to, errno);
    }
    std::vector<char> buffer(1 << 20);
    for (;;) {
        const ssize_t got = ::read(source.fd(), buffer.data(), buffer.size());
        if (got == 0) {
            return {};
        }
        if (got < 0) {
            return fileError(from, errno);
        }
        for (ssize_t done = 0; done < got;) {
            const ssize_t wrote = ::write(target.fd(), buffer.data() + done, static_cast<size_t>(got - done));
            if (wrote < 0) {
                return fileError(to, errno);
            }
            done += wrote;
        }
    }
}

} // namespace

BlobCopy::BlobCopy(QString from, QString to, QString previous)
    : m_from(std::move(from)), m_to(std::move(to)), m_previous(std::move(previous))
{
}

QString BlobCopy::pathOf(const QString &folder, const QString &sha256)
{
    return u"%1/blobs/%2/%3/%4"_s.arg(folder, sha256.first(2), sha256.mid(2, 2), sha256);
}

bool BlobCopy::isDigest(const QString &sha256)
{
    return sha256.size() == 64 && std::all_of(sha256.begin(), sha256.end(), [](QChar c) {
               return (c >= u'0' && c <= u'9') || (c >= u'a' && c <= u'f');
           });
}

Result<bool> BlobCopy::take(const QString &sha256, qint64 bytes)
{
    if (!isDigest(sha256)) {
        return false;
    }
    const qint64 size = sizeOf(pathOf(m_from, sha256));
    if (size < 0 || (bytes >= 0 && size != bytes)) {
        return false;
    }
    RAWI_TRY(makeFolders(sha256));
    RAWI_TRY(place(sha256, size));
    m_taken.append({sha256, size});
    m_bytes += size;
    return true;
}

Result<void> BlobCopy::place(const QString &sha256, qint64 bytes)
{
    const QString to = pathOf(m_to, sha256);
    QStringList sources{m_from};
    if (!m_previous.isEmpty() && sizeOf(pathOf(m_previous, sha256)) == bytes) {
        sources.append(m_previous);
    }
    for (const QString &source : std::as_const(sources)) {
        if (::link(native(pathOf(source, sha256)).constData(), native(to).constData()) == 0) {
            return {};
        }
    }
    RAWI_TRY(copyFile(pathOf(m_from, sha256), to));
    m_copied += bytes;
    return {};
}

Result<void> BlobCopy::makeFolders(const QString &sha256)
{
    RAWI_TRY(makeFolder(m_to + u"/blobs"_s));
    RAWI_TRY(makeFolder(u"%1/blobs/%2"_s.arg(m_to, sha256.first(2))));
    return makeFolder(u"%1/blobs/%2/%3"_s.arg(m_to, sha256.first(2), sha256.mid(2, 2)));
}

Result<void> BlobCopy::finish()
{
    const FileHandle folder(::open(native(m_to).constData(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (folder.fd() < 0 || ::syncfs(folder.fd()) != 0) { // one call for thousands of files and folders
        return fileError(m_to, errno);
    }
    return {};
}

} // namespace rawi::server
