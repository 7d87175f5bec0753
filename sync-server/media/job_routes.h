#pragma once

#include "sync-server/gateway/router.h"
#include "sync-server/media/media_job_service.h"

namespace rawi::server {

// 202 with the job's id and where to ask for it.
Reply jobAccepted(const Request &request, const Job &job);
QJsonObject acceptedSchema();

// POST transcode and analyze, GET a job's status (specification, Media Processing Service).
void addJobRoutes(RoutingTable &table, const std::shared_ptr<MediaJobService> &media);

} // namespace rawi::server
