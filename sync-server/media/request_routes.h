#pragma once

#include "sync-server/feed/command_service.h"
#include "sync-server/gateway/router.h"

namespace rawi::server {

// Who waits for the original of a media file; asking for it, and closing what was asked.
void addRequestRoutes(RoutingTable &table, PgPool &pool, CommandService &commands);

} // namespace rawi::server
