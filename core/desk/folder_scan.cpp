#include "core/desk/folder_scan.h"

#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <algorithm>
#include <cerrno>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace rawi {

namespace {

constexpr qsizetype kMostFiles = 20'000;
constexpr int kDeepest = 8;

bool isHalfWritten(const QString &name)
{
    static const QStringList kEndings{QStringLiteral(".part"), QStringLiteral(".partial"), QStringLiteral(".crdownload"),
                                      QStringLiteral(".download"), QStringLiteral(".tmp"), QStringLiteral(".filepart"),
                                      QStringLiteral("~")};
    return std::any_of(kEndings.cbegin(), kEndings.cend(),
                       [&](const QString &ending) { return name.endsWith(ending, Qt::CaseInsensitive); });
}

void collect(const QString &folder, int depth, int most, QStringList &files)
{
    const QFileInfoList entries =
        QDir(folder).entryInfoList(QDir::Files | QDir::Dirs | QDir::NoDotAndDotDot | QDir::NoSymLinks, QDir::Name);
    for (const QFileInfo &entry : entries) {
        if (files.size() >= most) {
            return;
        }
        if (entry.isDir()) {
            if (depth < kDeepest) {
                collect(entry.absoluteFilePath(), depth + 1, most, files);
            }
        } else if (!isHalfWritten(entry.fileName())) {
            files.append(entry.absoluteFilePath());
        }
    }
}

} // namespace

OpenForWriting openForWriting(const QString &path)
{
    const int file = ::open(QFile::encodeName(path).constData(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (file < 0) {
        return OpenForWriting::Unknown;
    }
    OpenForWriting answer = OpenForWriting::No;
    if (::fcntl(file, F_SETLEASE, F_RDLCK) == 0) {
        ::fcntl(file, F_SETLEASE, F_UNLCK);
    } else {
        answer = errno == EAGAIN ? OpenForWriting::Yes : OpenForWriting::Unknown;
    }
    ::close(file);
    return answer;
}

Result<QList<SeenFile>> scanFolder(const QString &folder)
{
    const QFileInfo info(folder);
    if (!info.isDir()) {
        return Error{ErrorCode::FileMissing, folder, QStringLiteral("there is no such folder; is its disk or share there?")};
    }
    if (!info.isReadable()) {
        return Error{ErrorCode::IoError, folder, QStringLiteral("may not be read by this user")};
    }
    QList<SeenFile> files;
    const QStringList names = QDir(folder).entryList(QDir::Files, QDir::Name);
    for (const QString &name : names) {
        SeenFile file;
        file.path = info.absoluteFilePath() + QLatin1Char('/') + name;
        struct stat facts = {};
        if (files.size() >= kMostFiles || isHalfWritten(name)
            || ::stat(QFile::encodeName(file.path).constData(), &facts) != 0 || !S_ISREG(facts.st_mode)) {
            continue;
        }
        file.size = facts.st_size;
        file.mtimeMs = qint64(facts.st_mtim.tv_sec) * 1000 + facts.st_mtim.tv_nsec / 1'000'000;
        file.inode = facts.st_ino;
        files.append(file);
    }
    return files;
}

QStringList filesBelow(const QStringList &paths, int most)
{
    QStringList files;
    for (const QString &path : paths) {
        if (files.size() >= most) {
            break;
        }
        if (QFileInfo(path).isDir()) {
            collect(path, 1, most, files);
        } else {
            files.append(QFileInfo(path).absoluteFilePath());
        }
    }
    return files;
}

} // namespace rawi
