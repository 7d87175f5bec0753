#pragma once

#include "app/ctl/ctl_session.h"

namespace rawi::ctl {

// rawictl subtitles list | import | export | lint
Result<void> subtitleCommand(CtlSession &session);

} // namespace rawi::ctl
