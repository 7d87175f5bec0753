#pragma once

#include "sync-server/gateway/router.h"
#include "sync-server/jobs/scheduler.h"

namespace rawi::server {

// /api/v1/jobs and /api/v1/schedules: what the server does by itself, for administrators. Both outlive the table.
void addQueueRoutes(RoutingTable &table, JobQueue &queue, Scheduler &scheduler);

} // namespace rawi::server
