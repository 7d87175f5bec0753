#include "tests/support/kept_files.h"

#include "core/base/literals.h"

#include <QCoreApplication>
#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <cstdio>

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

namespace rawi::test {

namespace {

// An advisory lock on a file, which ends with its holder.
class FileLock {
public:
    explicit FileLock(const QString &path)
        : m_fd(::open(QFile::encodeName(path).constData(), O_CREAT | O_RDWR | O_CLOEXEC, 0600))
    {
        ::flock(m_fd, LOCK_EX);
    }
    ~FileLock() { ::close(m_fd); }
    FileLock(const FileLock &) = delete;
    FileLock &operator=(const FileLock &) = delete;

private:
    int m_fd;
};

void removeAny(const QString &path)
{
    if (QFileInfo(path).isDir()) {
        QDir(path).removeRecursively();
    } else {
        QFile::remove(path);
    }
}

} // namespace

QString keptOf(const QString &name, const QByteArray &recipe, const std::function<bool(const QString &)> &make)
{
    const QDir folder(QCoreApplication::applicationDirPath() + u"/../test-cache"_s);
    const QByteArray digest = QCryptographicHash::hash(recipe, QCryptographicHash::Sha256).toHex().left(24);
    const QString kept = QDir::cleanPath(folder.absoluteFilePath(QString::fromLatin1(digest) + u'-' + name));
    if (QFileInfo::exists(kept) || !folder.mkpath(u"."_s)) {
        return QFileInfo::exists(kept) ? kept : QString();
    }
    const FileLock lock(folder.absoluteFilePath(u"."_s + QString::fromLatin1(digest) + u".lock"_s));
    if (QFileInfo::exists(kept)) {
        return kept; // another process was quicker
    }
    // The name keeps its ending: programs choose the form of what they write by it.
    const QString unfinished = folder.absoluteFilePath(u"unfinished-"_s + QString::fromLatin1(digest) + u'-' + name);
    removeAny(unfinished); // of a process that was killed
    if (!make(unfinished)
        || std::rename(QFile::encodeName(unfinished).constData(), QFile::encodeName(kept).constData()) != 0) {
        removeAny(unfinished);
        return {};
    }
    return kept;
}

} // namespace rawi::test
