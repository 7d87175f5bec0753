#pragma once

#include "sync-server/feed/command_service.h"
#include "sync-server/gateway/router.h"

namespace rawi::server {

// /api/v1/content: the list (filters state, kind, trashed and q; sort updated_at, created_at, title_ar or title_en,
// "-" before it turns it round), create, read, change, the steps of the workflow, and an item's history. All of them are about the working copy; what the audience reads is published_routes.h.
// `pool` and `commands` must outlive the table.
void addContentRoutes(RoutingTable &table, PgPool &pool, CommandService &commands);

} // namespace rawi::server
