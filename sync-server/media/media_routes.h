#pragma once

#include "sync-server/gateway/router.h"
#include "sync-server/media/upload_service.h"

namespace rawi::server {

// The media routes: uploads, files with Range, signed URLs, assets and variants. `urlKey` (32 random bytes
// that outlive restarts) signs the URLs. Answers the service whose sweep() the caller runs at start and every
// hour.
std::shared_ptr<UploadService> addMediaRoutes(RoutingTable &table, PgPool &pool, CommandService &commands,
                                              BlobStore &blobs, const QByteArray &urlKey);

} // namespace rawi::server
