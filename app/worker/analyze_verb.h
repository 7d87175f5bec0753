#pragma once

#include "app/worker/worker_command.h"
#include "app/worker/worker_output.h"

namespace rawi {

// rawi-media analyze FILE [--sound] [--out DIR]
Result<void> analyzeVerb(const WorkerCommand &command, const WorkerOutput &output);

} // namespace rawi
