#pragma once

#include "sync-server/feed/command_service.h"
#include "sync-server/gateway/router.h"

namespace rawi::server {

// /api/v1/series and /api/v1/episodes: series with their episodes in shown order (season, sort key, id), each with
// its item's titles and state. `pool` and `commands` must outlive the table.
void addCatalogRoutes(RoutingTable &table, PgPool &pool, CommandService &commands);

} // namespace rawi::server
