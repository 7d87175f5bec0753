#pragma once

#include "sync-server/gateway/router.h"
#include "sync-server/media/media_job_service.h"
#include "sync-server/media/upload_service.h"

namespace rawi::server {

// The media routes: uploads, manifests, files with Range, signed URLs, assets and variants. `urlKey` (32 random bytes
// that outlive restarts) signs the URLs; `jobs` gets the kinds of media work and is started afterwards. Answers the
// service whose sweep() the caller runs at start and every hour. All references outlive the table and the queue's run.
std::shared_ptr<UploadService> addMediaRoutes(RoutingTable &table, PgPool &pool, CommandService &commands,
                                              BlobStore &blobs, JobQueue &jobs, const MediaWorker &worker,
                                              const QByteArray &urlKey, const JobLimits &limits = {});

} // namespace rawi::server
