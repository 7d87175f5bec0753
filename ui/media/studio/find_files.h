#pragma once

#include "ui/house/workbench.h"

namespace rawi {

// Asks for the file that the item which is looked at has lost, and takes it when it is that one; another one is refused in
// words, and can join the item as a further file.
void findFile(Workbench &workbench);
// Asks for a folder and looks in it for all that is lost to this desk.
void findLostFiles(Workbench &workbench);

} // namespace rawi
