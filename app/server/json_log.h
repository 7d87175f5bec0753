#pragma once

namespace rawi::server {

// From now on Qt's messages are JSON lines on standard error: {"time","level","category","msg"}, beside the access
// log of the edge, whose "id" is the request's correlation id.
void installJsonLog();

} // namespace rawi::server
