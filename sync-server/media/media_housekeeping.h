#pragma once

#include "core/base/clock.h"
#include "sync-server/jobs/scheduler.h"
#include "sync-server/media/upload_service.h"

namespace rawi::server {

// The kinds and schedules of what keeps the media folder in order: what variants no longer have, every minute, and expired
// uploads and files that nobody refers to, every hour. All references outlive the queue's run.
void addMediaHousekeeping(JobQueue &jobs, Scheduler &scheduler, const std::shared_ptr<UploadService> &uploads, const Clock &clock);

} // namespace rawi::server
