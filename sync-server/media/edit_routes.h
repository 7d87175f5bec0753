#pragma once

#include "sync-server/feed/command_service.h"
#include "sync-server/gateway/router.h"

namespace rawi::server {

// /api/v1/media/{asset}/edits and /api/v1/media/edits/{id}: kept edits. `pool` and `commands` must outlive the table.
void addEditRoutes(RoutingTable &table, PgPool &pool, CommandService &commands);

} // namespace rawi::server
