#pragma once

#include "app/worker/worker_command.h"
#include "app/worker/worker_output.h"

namespace rawi {

// rawi-media encode FILE (--plan PLAN.json | --preset NAME …) --out DIR
Result<void> encodeVerb(const WorkerCommand &command, const WorkerOutput &output);

} // namespace rawi
