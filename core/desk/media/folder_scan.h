#pragma once

#include "core/base/result.h"

#include <QList>
#include <QStringList>

#include <optional>

namespace rawi {

enum class OpenForWriting { No, Yes, Unknown };

// A file as a look into a folder found it.
struct SeenFile {
    QString path; // absolute
    qint64 size = 0;
    qint64 mtimeMs = 0;
    quint64 inode = 0;
    bool operator==(const SeenFile &) const = default;
};

// Whether somebody has the file open for writing, as far as Linux tells (fcntl(2), F_SETLEASE): for one's own files on
// local disks; Unknown elsewhere.
OpenForWriting openForWriting(const QString &path);

// What a look into a folder found.
struct FolderLook {
    QList<SeenFile> files; // by name
    QList<SeenFile> unreadable; // that nothing can be opened by the names of; with paths as unreadableNames() gives them
    QStringList folders;   // that were looked into; the first is the folder itself
    std::optional<Error> left; // why it is not everything: TooLarge, or IoError naming a folder below
    bool operator==(const FolderLook &) const = default;
};

// The regular files in a folder, and when it is asked for in those below it: no hidden ones, none that a browser or a copier
// has only half written (.part, .crdownload, .tmp …), none behind a link that leads out of the folder; linked folders are
// not entered. At most 20,000 files, 8 levels and 1,000 folders. `others` are folders below that are left alone.
// Errors: FileMissing, IoError.
Result<FolderLook> scanFolder(const QString &folder, bool subfolders = false, const QStringList &others = {});

// The files that are asked for: the paths themselves, and of folders all files below them (depth 8 at most, no links
// followed), at most `most`. With those of unreadableNames(), which whoever opens them refuses.
QStringList filesBelow(const QStringList &paths, int most);

} // namespace rawi
