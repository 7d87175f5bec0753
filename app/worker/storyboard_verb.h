#pragma once

#include "app/worker/worker_command.h"
#include "app/worker/worker_output.h"

namespace rawi {

// rawi-media storyboard FILE --out DIR
Result<void> storyboardVerb(const WorkerCommand &command, const WorkerOutput &output);

} // namespace rawi
