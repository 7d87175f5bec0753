#pragma once

#include "app/ctl/ctl_session.h"

namespace rawi::ctl {

// rawictl preset list | export [KEY…] --to FILE | import FILE | remove KEY
Result<void> presetCommand(CtlSession &session);

} // namespace rawi::ctl
