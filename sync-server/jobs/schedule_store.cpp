#include "sync-server/jobs/schedule_store.h"

#include "sync-server/feed/audit_log.h"
#include "sync-server/jobs/cron_line.h"
#include "sync-server/jobs/job_rows.h"
#include "sync-server/jobs/job_store.h"

#include <algorithm>

namespace rawi::server {

namespace {

const std::string kColumns = " name, kind, args, cron, zone, active, merges, (extract(epoch FROM next_slot) * 1000)::bigint,"
                             " (extract(epoch FROM last_slot) * 1000)::bigint, last_job, changed_by ";

Schedule scheduleOf(const PgRows &rows, int row = 0)
{
    Schedule schedule;
    schedule.name = rows.string(row, 0);
    schedule.kind = rows.string(row, 1);
    schedule.args = pgObject(rows, row, 2);
    schedule.cron = rows.string(row, 3);
    schedule.zone = rows.string(row, 4);
    schedule.active = rows.text(row, 5) == "t";
    schedule.merges = rows.text(row, 6) == "t";
    schedule.nextSlot = {rows.integer(row, 7)};
    schedule.lastSlot = {rows.isNull(row, 8) ? 0 : rows.integer(row, 8)};
    schedule.lastJob = uuidFromText(rows.string(row, 9));
    schedule.changedBy = uuidFromText(rows.string(row, 10));
    return schedule;
}

// The first slot that was not fired yet. Errors: InvalidArgument (cron, zone).
Result<qint64> slotAfter(const Schedule &schedule, qint64 nowMs)
{
    RAWI_ASSIGN(const CronLine line, CronLine::parse(schedule.cron));
    RAWI_ASSIGN(const QTimeZone zone, zoneNamed(schedule.zone));
    const std::optional<qint64> next = line.next(std::max(nowMs, schedule.lastSlot.ms), zone);
    if (!next) {
        return Error{ErrorCode::InvalidArgument, u"cron"_s, u"%1 has no slot in %2"_s.arg(schedule.cron, schedule.zone)};
    }
    return *next;
}

// The last slot until now, which stands for all that were missed.
Result<qint64> slotUntil(const Schedule &schedule, qint64 nowMs)
{
    RAWI_ASSIGN(const CronLine line, CronLine::parse(schedule.cron));
    RAWI_ASSIGN(const QTimeZone zone, zoneNamed(schedule.zone));
    return std::max(schedule.nextSlot.ms, line.last(nowMs, zone).value_or(0));
}

Result<std::optional<Schedule>> locked(PgConnection &connection, const QString &name)
{
    RAWI_ASSIGN(const PgRows rows, connection.exec("SELECT" + kColumns + "FROM schedules WHERE name = $1 FOR UPDATE",
                                                   {name.toStdString()}));
    return rows.count() == 0 ? std::optional<Schedule>() : std::optional<Schedule>(scheduleOf(rows));
}

// What it is now, and what it was.
Result<void> audit(PgConnection &connection, const CommandContext &who, const Schedule &before, const Schedule &after, qint64 nowMs)
{
    const auto said = [](const Schedule &one) {
        return QJsonObject{{u"cron"_s, one.cron}, {u"zone"_s, one.zone}, {u"active"_s, one.active}};
    };
    QJsonObject args = said(after);
    args.insert(u"name"_s, after.name);
    args.insert(u"before"_s, said(before));
    return writeAudit(connection, who, {u"schedule.change"_s, args}, nowMs);
}

Result<bool> stillWaits(PgConnection &connection, const Schedule &schedule)
{
    if (!schedule.merges || schedule.lastJob.isNull()) {
        return false;
    }
    RAWI_ASSIGN(const PgRows rows, connection.exec("SELECT 1 FROM jobs WHERE id = $1 AND state = 'pending' FOR UPDATE",
                                                   {pgUuid(schedule.lastJob)}));
    return rows.count() > 0;
}

QJsonValue timeOrNull(Timestamp time)
{
    return time.isSet() ? QJsonValue(timestampText(time)) : QJsonValue();
}

Result<Firing> fireSlot(PgConnection &connection, const Schedule &due, const JobEvents &events, qint64 nowMs)
{
    Firing firing{due, {}, due.nextSlot, {}};
    RAWI_ASSIGN(firing.slot.ms, slotUntil(due, nowMs));
    firing.schedule.lastSlot = firing.slot;
    RAWI_ASSIGN(firing.schedule.nextSlot.ms, slotAfter(firing.schedule, nowMs));
    RAWI_ASSIGN(const bool waits, stillWaits(connection, due));
    if (!waits) {
        Job job;
        job.kind = due.kind;
        job.args = due.args;
        job.args.insert(u"schedule"_s, due.name);
        job.args.insert(u"slot"_s, timestampText(firing.slot));
        job.args.insert(u"missed_from"_s, timestampText(firing.missedFrom));
        RAWI_ASSIGN(job, JobStore::enqueue(connection, job));
        firing.job = job.id;
        firing.schedule.lastJob = job.id;
    }
    RAWI_TRY(connection.exec("UPDATE schedules SET last_slot = to_timestamp($2::float), next_slot = to_timestamp($3::float),"
                             " last_job = $4 WHERE name = $1",
                             {due.name.toStdString(), pgSeconds(firing.slot.ms), pgSeconds(firing.schedule.nextSlot.ms),
                              pgOptional(firing.schedule.lastJob)}));
    if (events.scheduleFired) {
        RAWI_TRY(events.scheduleFired(connection, firing));
    }
    return firing;
}

} // namespace

QJsonObject Schedule::toJson() const
{
    return {{u"name"_s, name},
            {u"kind"_s, kind},
            {u"cron"_s, cron},
            {u"zone"_s, zone},
            {u"active"_s, active},
            {u"next_slot"_s, active ? timeOrNull(nextSlot) : QJsonValue()},
            {u"last_slot"_s, timeOrNull(lastSlot)},
            {u"last_job"_s, lastJob.isNull() ? QJsonValue() : QJsonValue(uuidText(lastJob))},
            {u"changed_by"_s, changedBy.isNull() ? QJsonValue() : QJsonValue(uuidText(changedBy))}};
}

ScheduleStore::ScheduleStore(PgPool &pool) : m_pool(pool) { }

Result<void> ScheduleStore::put(PgConnection &connection, const Schedule &schedule, qint64 nowMs)
{
    RAWI_ASSIGN(const qint64 next, slotAfter(schedule, nowMs));
    RAWI_TRY(connection.exec("INSERT INTO schedules (name, workspace, kind, args, cron, zone, active, merges, next_slot)"
                             " VALUES ($1, (SELECT id FROM workspaces ORDER BY created_at, id LIMIT 1), $2, $3, $4, $5, $6, $7,"
                             " to_timestamp($8::float)) ON CONFLICT (name) DO UPDATE SET kind = EXCLUDED.kind, args = EXCLUDED.args,"
                             " merges = EXCLUDED.merges",
                             {schedule.name.toStdString(), schedule.kind.toStdString(), pgJson(schedule.args),
                              schedule.cron.toStdString(), schedule.zone.toStdString(), schedule.active ? "t" : "f",
                              schedule.merges ? "t" : "f", pgSeconds(next)}));
    RAWI_ASSIGN(std::optional<Schedule> known, locked(connection, schedule.name));
    const bool isAsAsked = known && known->cron == schedule.cron && known->zone == schedule.zone && known->active == schedule.active;
    const bool isAPersons = known && !known->changedBy.isNull() && schedule.changedBy.isNull();
    if (!known || isAPersons || isAsAsked) {
        return {};
    }
    known->cron = schedule.cron;
    known->zone = schedule.zone;
    RAWI_ASSIGN(const qint64 after, slotAfter(*known, nowMs));
    RAWI_TRY(connection.exec("UPDATE schedules SET cron = $2, zone = $3, active = $4, next_slot = to_timestamp($5::float),"
                             " changed_by = $6, updated_at = now() WHERE name = $1",
                             {schedule.name.toStdString(), schedule.cron.toStdString(), schedule.zone.toStdString(),
                              schedule.active ? "t" : "f", pgSeconds(after), pgOptional(schedule.changedBy)}));
    return {};
}

Result<void> ScheduleStore::remove(PgConnection &connection, const QString &name)
{
    RAWI_TRY(connection.exec("DELETE FROM schedules WHERE name = $1", {name.toStdString()}));
    return {};
}

Result<QList<Schedule>> ScheduleStore::list(const QString &after, int limit)
{
    return m_pool.with<QList<Schedule>>([&](PgConnection &connection) -> Result<QList<Schedule>> {
        RAWI_ASSIGN(const PgRows rows, connection.exec("SELECT" + kColumns + "FROM schedules WHERE name > $1 ORDER BY name LIMIT $2",
                                                       {after.toStdString(), std::to_string(limit)}));
        QList<Schedule> schedules;
        for (int row = 0; row < rows.count(); ++row) {
            schedules.append(scheduleOf(rows, row));
        }
        return schedules;
    });
}

Result<Schedule> ScheduleStore::change(const QString &name, const ScheduleChange &change, const CommandContext &who, qint64 nowMs)
{
    return m_pool.with<Schedule>([&](PgConnection &connection) -> Result<Schedule> {
        RAWI_ASSIGN(PgTransaction transaction, PgTransaction::begin(connection));
        RAWI_ASSIGN(const std::optional<Schedule> known, locked(connection, name));
        if (!known) {
            return Error{ErrorCode::NotFound, u"schedule/"_s + name,
                         u"there is no such schedule; GET /api/v1/schedules lists them"_s};
        }
        Schedule wanted = *known;
        wanted.cron = change.cron.value_or(known->cron).simplified();
        wanted.zone = change.zone.value_or(known->zone);
        wanted.active = change.active.value_or(known->active);
        if (wanted.cron == known->cron && wanted.zone == known->zone && wanted.active == known->active) {
            return *known;
        }
        RAWI_ASSIGN(wanted.nextSlot.ms, slotAfter(wanted, nowMs));
        RAWI_ASSIGN(const PgRows rows,
                    connection.exec("UPDATE schedules SET cron = $2, zone = $3, active = $4, next_slot = to_timestamp($5::float),"
                                    " changed_by = $6, updated_at = now() WHERE name = $1 RETURNING" + kColumns,
                                    {name.toStdString(), wanted.cron.toStdString(), wanted.zone.toStdString(),
                                     wanted.active ? "t" : "f", pgSeconds(wanted.nextSlot.ms), pgOptional(who.actor.id.uuid())}));
        RAWI_TRY(audit(connection, who, *known, wanted, nowMs));
        RAWI_TRY(transaction.commit());
        return scheduleOf(rows);
    });
}

Result<QStringList> ScheduleStore::due(const QStringList &kinds, qint64 nowMs)
{
    return m_pool.with<QStringList>([&](PgConnection &connection) -> Result<QStringList> {
        RAWI_ASSIGN(const PgRows rows, connection.exec("SELECT name FROM schedules WHERE active AND kind = ANY ($1::text[])"
                                                       " AND next_slot <= to_timestamp($2::float) ORDER BY next_slot, name",
                                                       {pgArray(kinds), pgSeconds(nowMs)}));
        QStringList names;
        for (int row = 0; row < rows.count(); ++row) {
            names.append(rows.string(row, 0));
        }
        return names;
    });
}

Result<std::optional<Firing>> ScheduleStore::fire(const QString &name, const JobEvents &events, qint64 nowMs)
{
    return m_pool.with<std::optional<Firing>>([&](PgConnection &connection) -> Result<std::optional<Firing>> {
        RAWI_ASSIGN(PgTransaction transaction, PgTransaction::begin(connection));
        RAWI_ASSIGN(const std::optional<Schedule> found, locked(connection, name));
        if (!found || !found->active || found->nextSlot.ms > nowMs) {
            return std::optional<Firing>(); // another server was first
        }
        RAWI_ASSIGN(const Firing firing, fireSlot(connection, *found, events, nowMs));
        RAWI_TRY(transaction.commit());
        return std::optional<Firing>(firing);
    });
}

Result<std::optional<qint64>> ScheduleStore::nextDue(const QStringList &kinds)
{
    return m_pool.with<std::optional<qint64>>([&](PgConnection &connection) -> Result<std::optional<qint64>> {
        RAWI_ASSIGN(const PgRows rows, connection.exec("SELECT (extract(epoch FROM min(next_slot)) * 1000)::bigint FROM schedules"
                                                       " WHERE active AND kind = ANY ($1::text[])",
                                                       {pgArray(kinds)}));
        return rows.isNull(0, 0) ? std::optional<qint64>() : std::optional<qint64>(rows.integer(0, 0));
    });
}

} // namespace rawi::server
