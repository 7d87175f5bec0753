#pragma once

#include "app/worker/served_job.h"

namespace rawi {

// Stays ready: reads requests from stdin until that closes, and has `program` do each in a process forked for it, which
// finds all libraries loaded. Reads no media itself, and has one thread. What ran then is killed.
void serveVerb(ServedJob::Program program);

} // namespace rawi
