#pragma once

#include "ui/house/workbench.h"

namespace rawi {

// A file that was to be added, and the item that has its content already.
struct FileInLibrary {
    QString path;
    QUuid item;
};

// The one an AlreadyHere is about; its item is null for any other error.
FileInLibrary fileInLibrary(const QString &path, const Error &error);
// Names the items, and offers to open one, to add the files once more, or to leave them out. At least one file.
void askAboutKnown(Workbench &workbench, const QList<FileInLibrary> &files, const std::function<void()> &addAnyway);

} // namespace rawi
