#pragma once

#include "core/base/result.h"

#include <QList>

#include <optional>

namespace rawi {

// An entry of a folder whose name is no valid UTF-8, as old systems and cameras leave them. Qt neither lists nor opens it.
struct UnreadableName {
    QString path; // as a person can read it, \xE9 for each byte that is no text; nothing is to be opened by it
    QString asQt; // its name as Qt reads those bytes in a command line or in what was dropped
    bool isFolder = false;
    qint64 size = 0; // this and the next: of a file
    qint64 mtimeMs = 0;
    quint64 inode = 0;
};

// Regular files and folders in `folder`, no hidden ones, in no order; none of one that cannot be read.
QList<UnreadableName> unreadableNames(const QString &folder);
// Why a path that is not there is not: NameUnreadable, naming the entry that it means in either of the two ways.
std::optional<Error> unreadableNameError(const QString &path);

} // namespace rawi
