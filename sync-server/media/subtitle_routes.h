#pragma once

#include "sync-server/feed/command_service.h"
#include "sync-server/gateway/router.h"

namespace rawi::server {

// Subtitle tracks of an asset: the list, putting one, and each as a WebVTT or SubRip file.
void addSubtitleRoutes(RoutingTable &table, PgPool &pool, CommandService &commands);

} // namespace rawi::server
