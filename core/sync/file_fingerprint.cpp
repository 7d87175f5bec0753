#include "core/sync/file_fingerprint.h"

#include <QCryptographicHash>
#include <QDateTime>
#include <QFile>
#include <QFileInfo>

#ifdef Q_OS_UNIX
#include <sys/stat.h>
#endif

namespace rawi {

namespace {

constexpr qint64 kEdge = 64 * 1024;

quint64 inodeOf(const QFile &file)
{
#ifdef Q_OS_UNIX
    struct stat status {};
    return ::fstat(file.handle(), &status) == 0 ? static_cast<quint64>(status.st_ino) : 0;
#else
    Q_UNUSED(file)
    return 0;
#endif
}

} // namespace

Result<FileFingerprint> fingerprintOf(const QString &path)
{
    QFile file(path);
    if (!file.exists()) {
        return Error{ErrorCode::FileMissing, path, {}};
    }
    if (!file.open(QIODevice::ReadOnly)) {
        return Error{ErrorCode::IoError, path, file.errorString()};
    }
    FileFingerprint print{file.size(), QFileInfo(file).lastModified().toMSecsSinceEpoch(), inodeOf(file), {}};
    QCryptographicHash hash(QCryptographicHash::Sha256);
    hash.addData(file.read(kEdge));
    if (!file.seek(std::max<qint64>(0, print.size - kEdge))) {
        return Error{ErrorCode::IoError, path, file.errorString()};
    }
    hash.addData(file.read(kEdge));
    print.headTail = QString::fromLatin1(hash.result().toHex());
    return print;
}

Result<void> checkFile(const Upload &journal)
{
    RAWI_ASSIGN(const FileFingerprint now, fingerprintOf(journal.path));
    const bool same = now.size == journal.size && now.mtimeMs == journal.mtimeMs && now.inode == journal.inode
        && now.headTail == journal.headTail;
    if (!same) {
        return Error{ErrorCode::FileChanged, journal.path, u"it is not the file that was queued"_s};
    }
    return {};
}

} // namespace rawi
