#pragma once

#include "app/worker/worker_command.h"
#include "app/worker/worker_output.h"
#include "core/engine/av/encode_progress.h"

namespace rawi {

// Says how far a job is, in the form the command asks for. `output` must outlive it.
EncodeProgressFunction progressTo(const WorkerCommand &command, const WorkerOutput &output);

} // namespace rawi
