#include "sync-server/media/media_housekeeping.h"

#include "sync-server/jobs/housekeeping.h"

namespace rawi::server {

namespace {

Result<QJsonObject> removed(const Result<int> &files)
{
    return files ? Result<QJsonObject>(QJsonObject{{u"removed"_s, *files}}) : files.error();
}

} // namespace

void addMediaHousekeeping(JobQueue &jobs, Scheduler &scheduler, const std::shared_ptr<UploadService> &uploads, const Clock &clock)
{
    addHousekeeping(jobs, scheduler, u"media.sweep"_s, u"17 * * * *"_s, [uploads, &clock](JobLease &lease) {
        return removed(uploads->sweep(clock.nowMs(), [&lease] { return lease.beat(); }));
    });
    addHousekeeping(jobs, scheduler, u"media.sweep_replaced"_s, u"* * * * *"_s,
                    [uploads, &clock](JobLease &) { return removed(uploads->sweepReplaced(clock.nowMs())); });
}

} // namespace rawi::server
