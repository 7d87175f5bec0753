#pragma once

#include "app/worker/worker_command.h"
#include "app/worker/worker_output.h"

namespace rawi {

// rawi-media cut FILE [--join ASSET=FILE …] --edit EDIT.json --out DIR
Result<void> cutVerb(const WorkerCommand &command, const WorkerOutput &output);

} // namespace rawi
