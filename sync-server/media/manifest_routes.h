#pragma once

#include "sync-server/gateway/router.h"
#include "sync-server/media/manifest_service.h"

namespace rawi::server {

// POST of an upload manifest, and where one stands.
void addManifestRoutes(RoutingTable &table, const std::shared_ptr<ManifestService> &manifests);

} // namespace rawi::server
