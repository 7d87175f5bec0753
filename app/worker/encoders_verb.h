#pragma once

#include "app/worker/worker_command.h"
#include "app/worker/worker_output.h"
#include "core/engine/encode/hardware_encoder.h"

namespace rawi {

// rawi-media encoders [--try ENCODER …]
Result<void> encodersVerb(const WorkerCommand &command, const WorkerOutput &output);
// What --try names, otherwise all that are known. Errors: InvalidArgument.
Result<QList<HardwareEncoder>> candidatesOf(const WorkerCommand &command);

} // namespace rawi
