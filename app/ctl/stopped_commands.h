#pragma once

#include "app/ctl/ctl_session.h"

namespace rawi::ctl {

// differences: what is not the same on a server that was restored or is another one, and what would be sent there again.
Result<void> differencesCommand(CtlSession &session);
// resume: lets sync go on where it stopped and asked, and waits for it.
Result<void> resumeCommand(CtlSession &session);

// take-over EMAIL: what that person did on this desk and did not send is sent in the name of who is signed in.
Result<void> takeOverCommand(CtlSession &session);

} // namespace rawi::ctl
