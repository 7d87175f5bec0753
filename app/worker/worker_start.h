#pragma once

#include "app/worker/worker_command.h"
#include "app/worker/worker_output.h"
#include "core/engine/av/source_file.h"

namespace rawi {

// Makes the --out folder and closes the sandbox around it: after this only that folder exists for the process, and it
// lives at most `seconds` (0 = as long as it takes). `graphics`: it may use the graphics card, too. `memoryBytes`: of address space. `subject` names what is worked on, for the last words.
Result<void> enterWorkerSandbox(const WorkerCommand &command, const WorkerOutput &output, const QString &subject,
                                int seconds, bool graphics = false, qint64 memoryBytes = 1600LL << 20);

// The verb's file opened, then enterWorkerSandbox around the rest.
Result<SourceFile> openForWork(const WorkerCommand &command, const WorkerOutput &output, int seconds);

} // namespace rawi
