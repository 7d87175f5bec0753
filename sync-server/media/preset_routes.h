#pragma once

#include "sync-server/feed/command_service.h"
#include "sync-server/gateway/router.h"

namespace rawi::server {

// /api/v1/media/presets: the built-in presets and the newsroom's own. `pool` and `commands` must outlive the table.
void addPresetRoutes(RoutingTable &table, PgPool &pool, CommandService &commands);

} // namespace rawi::server
