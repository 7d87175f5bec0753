#pragma once

#include "sync-server/gateway/router.h"
#include "sync-server/media/upload_service.h"

namespace rawi::server {

// tus 1.0 at /api/v1/media/upload over the service.
void addTusRoutes(RoutingTable &table, const std::shared_ptr<UploadService> &uploads);

} // namespace rawi::server
