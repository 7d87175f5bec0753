#pragma once

#include "app/ctl/ctl_session.h"

namespace rawi::ctl {

// rawictl queue list | pause [JOB…] | resume [JOB…] | cancel JOB… | retry JOB… | remove JOB… | move JOB… [--before JOB]
//   | priority JOB… --to low|normal|high | limits [NAME=VALUE…] | log JOB | run
// pause and resume without a job mean the whole queue; run works until nothing waits.
Result<void> queueCommand(CtlSession &session);

} // namespace rawi::ctl
