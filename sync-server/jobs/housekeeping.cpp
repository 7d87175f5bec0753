#include "sync-server/jobs/housekeeping.h"

namespace rawi::server {

namespace {

constexpr int kAttempts = 3;
constexpr int kKeptDays = 2;

} // namespace

void addHousekeeping(JobQueue &jobs, Scheduler &scheduler, const QString &name, const QString &cron, JobHandler run)
{
    JobKind kind;
    kind.name = name;
    kind.lane = u"house"_s;
    kind.run = std::move(run);
    kind.attempts = kAttempts;
    kind.canBeCancelled = false;
    kind.keptDays = kKeptDays;
    jobs.addKind(std::move(kind));
    Schedule schedule;
    schedule.name = name;
    schedule.kind = name;
    schedule.cron = cron;
    scheduler.add(std::move(schedule));
}

void addJobHousekeeping(JobQueue &jobs, Scheduler &scheduler)
{
    addHousekeeping(jobs, scheduler, u"jobs.forget"_s, u"43 3 * * *"_s, [&jobs](JobLease &) -> Result<QJsonObject> {
        RAWI_ASSIGN(const int gone, jobs.forgetEnded());
        return QJsonObject{{u"forgotten"_s, gone}};
    });
}

} // namespace rawi::server
