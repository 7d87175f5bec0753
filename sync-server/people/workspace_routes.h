#pragma once

#include "sync-server/feed/command_service.h"
#include "sync-server/gateway/router.h"

namespace rawi::server {

// /api/v1/workspace/settings: what the newsroom agreed on. `pool` and `commands` must outlive the table.
void addWorkspaceRoutes(RoutingTable &table, PgPool &pool, CommandService &commands);

} // namespace rawi::server
