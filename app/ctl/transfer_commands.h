#pragma once

#include "app/ctl/ctl_session.h"

namespace rawi::ctl {

// transfers list | pause [ID…] | resume [ID…] | retry [ID…] | cancel ID… | clear: the files on their way to the server.
Result<void> transfersCommand(CtlSession &session);
// upload ITEM [--original]: sends what this desk has of it, and waits. Fails with what the server refuses of it.
Result<void> uploadCommand(CtlSession &session);

} // namespace rawi::ctl
