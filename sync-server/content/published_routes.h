#pragma once

#include "sync-server/feed/record_routes.h"

namespace rawi::server {

// /api/v1/published: what the audience reads, the live revision of each item, whatever is being written in its working copy;
// and /api/v1/content/{id}/readiness: what it lacks before it may be published. `pool` must outlive the table.
void addPublishedRoutes(RoutingTable &table, PgPool &pool, const Records &records);

} // namespace rawi::server
