#pragma once

#include "app/server/server_options.h"

namespace rawi::server {

// Looks at everything a server needs and prints a line each: "ok", "warn" or "FAIL", the thing, what was found, and
// the way out. Answers the exit code: 0, or 1 when anything failed. Changes nothing.
int runDoctor(const ServerOptions &options);

} // namespace rawi::server
