#pragma once

#include "ui/house/workbench.h"
#include "ui/text/known_files_text.h"

namespace rawi {

// Names the items, and offers to open one, to add the files once more, or to leave them out. At least one file.
void askAboutKnown(Workbench &workbench, const QList<FileInLibrary> &files, const std::function<void()> &addAnyway,
                   const std::function<void()> &leaveOut = {});

} // namespace rawi
