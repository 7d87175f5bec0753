#pragma once

#include "sync-server/jobs/scheduler.h"

namespace rawi::server {

// What a server does to stay in order: a kind and the schedule of the same name, in a lane of their own. It is not cancelled,
// not tried long (the next slot comes), and forgotten after two days.
void addHousekeeping(JobQueue &jobs, Scheduler &scheduler, const QString &name, const QString &cron, JobHandler run);

// The queue's own: `jobs.forget` drops jobs that ended longer ago than their kind is kept, every night.
void addJobHousekeeping(JobQueue &jobs, Scheduler &scheduler);

} // namespace rawi::server
