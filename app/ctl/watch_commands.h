#pragma once

#include "app/ctl/ctl_session.h"

namespace rawi::ctl {

// rawictl watch add FOLDER [--preset A,B] | list | pause FOLDER | resume FOLDER | remove FOLDER | take [FILE…] | leave [FILE…] | run
// run takes in and encodes what appears in the folders, until it is ended.
Result<void> watchFolderCommand(CtlSession &session);

} // namespace rawi::ctl
