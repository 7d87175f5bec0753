#pragma once

#include "core/base/result.h"

#include <QList>
#include <QString>

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

// The regular files right in a folder, by name; no hidden ones, none that a browser or a copier has only half written
// (.part, .crdownload, .tmp …), at most 20,000. Errors: FileMissing, IoError.
Result<QList<SeenFile>> scanFolder(const QString &folder);

// The files that are asked for: the paths themselves, and of folders all files below them (depth 8 at most, no links
// followed), at most `most`.
QStringList filesBelow(const QStringList &paths, int most);

} // namespace rawi
