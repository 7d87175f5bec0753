#pragma once

#include "sync-server/gateway/router.h"
#include "sync-server/webhooks/webhook_service.h"

namespace rawi::server {

// /api/v1/webhooks: who is told of what, what is on its way to them, and a second chance for what died.
void addWebhookRoutes(RoutingTable &table, PgPool &pool, CommandService &commands, WebhookService &service);

} // namespace rawi::server
