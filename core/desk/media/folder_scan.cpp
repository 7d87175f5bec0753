#include "core/desk/media/folder_scan.h"

#include "core/desk/media/unreadable_names.h"

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
    static const QStringList kEndings{
        u".part"_s, u".partial"_s, u".crdownload"_s, u".download"_s, u".tmp"_s, u".filepart"_s, u"~"_s};
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
    const QList<UnreadableName> unreadable = unreadableNames(folder);
    for (const UnreadableName &one : unreadable) {
        if (files.size() < most && !isHalfWritten(one.path)) {
            files.append(one.path);
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

namespace {

// One look: its bounds hold over all levels.
class Scan {
public:
    Scan(const QString &root, bool subfolders, const QStringList &others)
        : m_root(QFileInfo(root).canonicalFilePath()), m_subfolders(subfolders), m_others(others)
    {
    }

    void enter(const QString &folder, int depth)
    {
        if (m_look.folders.size() >= kMostFolders || depth > kDeepest) {
            note({ErrorCode::TooLarge, folder,
                  depth > kDeepest ? u"it lies more than %1 levels deep"_s.arg(kDeepest)
                                   : u"there are more than %1 folders"_s.arg(kMostFolders)});
            return;
        }
        const QFileInfo info(folder);
        if (!info.isReadable() || !info.isExecutable()) {
            note({ErrorCode::IoError, folder, u"may not be read by this user"_s});
            return;
        }
        m_look.folders.append(folder);
        const QFileInfoList entries = QDir(folder).entryInfoList(QDir::Files | QDir::Dirs | QDir::NoDotAndDotDot, QDir::Name);
        for (const QFileInfo &entry : entries) {
            if (!entry.isDir()) {
                take(entry);
            } else if (m_subfolders && !entry.isSymLink() && !m_others.contains(entry.absoluteFilePath())) {
                enter(entry.absoluteFilePath(), depth + 1);
            }
        }
        noteUnreadable(folder);
    }

    const FolderLook &found() const { return m_look; }

private:
    static constexpr qsizetype kMostFolders = 1000;

    void note(const Error &error)
    {
        if (!m_look.left) {
            m_look.left = error;
        }
    }

    void noteUnreadable(const QString &folder)
    {
        const QList<UnreadableName> names = unreadableNames(folder);
        for (const UnreadableName &one : names) {
            if (m_look.unreadable.size() < kMostFiles && (m_subfolders || !one.isFolder) && !isHalfWritten(one.path)) {
                m_look.unreadable.append({one.path, one.size, one.mtimeMs, one.inode});
            }
        }
    }

    void take(const QFileInfo &entry)
    {
        const bool leadsOut = entry.isSymLink() && !entry.canonicalFilePath().startsWith(m_root + QLatin1Char('/'));
        SeenFile file;
        file.path = entry.absoluteFilePath();
        struct stat facts = {};
        if (leadsOut || isHalfWritten(entry.fileName()) || ::stat(QFile::encodeName(file.path).constData(), &facts) != 0
            || !S_ISREG(facts.st_mode)) {
            return;
        }
        if (m_look.files.size() >= kMostFiles) {
            note({ErrorCode::TooLarge, m_root, u"there are more than %1 files"_s.arg(kMostFiles)});
            return;
        }
        file.size = facts.st_size;
        file.mtimeMs = qint64(facts.st_mtim.tv_sec) * 1000 + facts.st_mtim.tv_nsec / 1'000'000;
        file.inode = facts.st_ino;
        m_look.files.append(file);
    }

    QString m_root;
    bool m_subfolders;
    QStringList m_others;
    FolderLook m_look;
};

} // namespace

Result<FolderLook> scanFolder(const QString &folder, bool subfolders, const QStringList &others)
{
    const QFileInfo info(folder);
    if (!info.isDir()) {
        return Error{ErrorCode::FileMissing, folder,
                     u"there is no such folder; is its disk or share there?"_s};
    }
    if (!info.isReadable() || !info.isExecutable()) {
        return Error{ErrorCode::IoError, folder, u"may not be read by this user"_s};
    }
    Scan scan(folder, subfolders, others);
    scan.enter(info.absoluteFilePath(), 1);
    return scan.found();
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
    files.removeDuplicates(); // a folder and a file in it
    return files;
}

} // namespace rawi
