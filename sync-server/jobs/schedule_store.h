#pragma once

#include "sync-server/feed/command_service.h"
#include "sync-server/jobs/job_kind.h"
#include "sync-server/jobs/schedule.h"
#include "sync-server/pg/pg.h"

namespace rawi::server {

// The rows of schedules. Times are the caller's, so that tests may choose them; a slot is fired once all the same, because the
// row says which comes next. Thread-safe.
class ScheduleStore {
public:
    explicit ScheduleStore(PgPool &pool);

    // Inside somebody's transaction; Scheduler::wake() after its commit. Slots of a known one go on, none is fired again. What
    // a person changed of it stays, unless `changedBy` says that a person decides now, too. Errors: InvalidArgument (cron, zone).
    static Result<void> put(PgConnection &connection, const Schedule &schedule, qint64 nowMs);
    static Result<void> remove(PgConnection &connection, const QString &name);

    // By name, after `after`.
    Result<QList<Schedule>> list(const QString &after, int limit);
    // Slots that went by while it was not active, or by the old line, are not made up for. Errors: NotFound, InvalidArgument.
    Result<Schedule> change(const QString &name, const ScheduleChange &change, const CommandContext &who, qint64 nowMs);

    // The names of those of these kinds that are due.
    Result<QStringList> due(const QStringList &kinds, qint64 nowMs);
    // Makes the last due slot of a schedule a job; nothing when it is not due, because another server was first.
    Result<std::optional<Firing>> fire(const QString &name, const JobEvents &events, qint64 nowMs);
    // When the next slot of these kinds is due.
    Result<std::optional<qint64>> nextDue(const QStringList &kinds);

private:
    PgPool &m_pool;
};

} // namespace rawi::server
