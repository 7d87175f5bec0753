#include "app/server/job_events.h"

#include "core/base/clock.h"
#include "sync-server/feed/event_log.h"
#include "sync-server/jobs/scheduler.h"

namespace rawi::server {

namespace {

QJsonValue idOrNull(const QUuid &id)
{
    return id.isNull() ? QJsonValue() : QJsonValue(uuidText(id));
}

DomainEvent eventOf(const Job &job)
{
    QJsonObject payload{{u"kind"_s, job.kind}, {u"state"_s, enumText(job.state)}, {u"subject"_s, idOrNull(job.subject)}};
    if (const QJsonValue item = job.args.value("content_id"_L1); item.isString()) { // who hears of the job may know of it, too
        payload.insert(u"content_id"_s, item);
    }
    if (job.state == JobState::Completed) {
        return {u"job.completed"_s, u"jobs"_s, job.id, payload};
    }
    if (job.error) { // its code alone: words may hold what a stranger's file or server said
        payload.insert(u"code"_s, QLatin1StringView(job.error->code.name()));
    }
    return {u"error.occurred"_s, u"jobs"_s, job.id, payload};
}

} // namespace

JobEvents jobEvents(const Clock &clock)
{
    return {.jobEnded = [&clock](PgConnection &connection, const Job &job) {
                return tellEvents(connection, {eventOf(job)}, {job.createdBy, {}}, clock.nowMs());
            },
            .scheduleFired = [&clock](PgConnection &connection, const Firing &firing) {
                const DomainEvent event{u"scheduled.task"_s,
                                        u"jobs"_s,
                                        firing.job,
                                        {{u"schedule"_s, firing.schedule.name},
                                         {u"slot"_s, timestampText(firing.slot)},
                                         {u"missed_from"_s, timestampText(firing.missedFrom)}}};
                return tellEvents(connection, {event}, {}, clock.nowMs());
            }};
}

} // namespace rawi::server
