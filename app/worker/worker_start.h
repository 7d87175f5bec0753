#pragma once

#include "app/worker/worker_command.h"
#include "app/worker/worker_output.h"

namespace rawi {

// Makes the --out folder and closes the sandbox around it: after this only that folder exists for the process, and it
// lives at most `seconds` (0 = as long as it takes). `subject` names what is worked on, for the last words.
Result<void> enterWorkerSandbox(const WorkerCommand &command, const WorkerOutput &output, const QString &subject,
                                int seconds);

} // namespace rawi
