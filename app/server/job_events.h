#pragma once

#include "sync-server/jobs/job_kind.h"

namespace rawi {
class Clock;
}

namespace rawi::server {

// What the queue and the scheduler tell the house: `job.completed`, `error.occurred` (a job failed or is dead) and
// `scheduled.task`, each in the transaction that makes it so.
JobEvents jobEvents(const Clock &clock);

} // namespace rawi::server
