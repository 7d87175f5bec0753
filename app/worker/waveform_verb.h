#pragma once

#include "app/worker/worker_command.h"
#include "app/worker/worker_output.h"

namespace rawi {

// rawi-media waveform FILE --out DIR
Result<void> waveformVerb(const WorkerCommand &command, const WorkerOutput &output);

} // namespace rawi
