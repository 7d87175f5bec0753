#pragma once

#include "core/base/error.h"

#include <QList>
#include <QUuid>

namespace rawi {

// A file that was to be added, and the item that has its content already.
struct FileInLibrary {
    QString path;
    QUuid item;
    bool operator==(const FileInLibrary &) const = default;
};

// The one an AlreadyHere is about; its item is null for any other error.
FileInLibrary fileInLibrary(const QString &path, const Error &error);

// What is said of them and offered, wherever they came from: a drop, a watch folder.
QString knownFilesText(int count);
QString knownFilesNames(const QList<FileInLibrary> &files); // a line each, of many the first
QString openKnownText();
QString addKnownText();
QString leaveKnownText();

} // namespace rawi
