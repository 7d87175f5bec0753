#include "sync-server/jobs/job_report.h"

#include "sync-server/jobs/job_rows.h"

namespace rawi::server {

namespace {

constexpr qint64 kOverdueMs = 5 * 60'000;

std::string gauge(const char *name, const char *help)
{
    return std::string("# HELP ") + name + ' ' + help + "\n# TYPE " + name + " gauge\n";
}

} // namespace

QJsonObject JobHealth::toJson() const
{
    return {{u"jobs"_s, dead == 0 ? u"ok"_s : u"%1 dead; GET /api/v1/jobs?state=dead lists them"_s.arg(dead)},
            {u"schedules"_s,
             overdueSchedules.isEmpty() ? u"ok"_s : u"overdue: "_s + overdueSchedules.join(u", "_s)}};
}

Result<JobHealth> jobHealth(PgPool &pool, qint64 nowMs)
{
    return pool.with<JobHealth>([&](PgConnection &connection) -> Result<JobHealth> {
        JobHealth health;
        RAWI_ASSIGN(const PgRows dead, connection.exec("SELECT count(*) FROM jobs WHERE state = 'dead'"));
        health.dead = static_cast<int>(dead.integer(0, 0));
        RAWI_ASSIGN(const PgRows overdue,
                    connection.exec("SELECT name FROM schedules WHERE active AND next_slot < to_timestamp($1::float) ORDER BY name",
                                    {pgSeconds(nowMs - kOverdueMs)}));
        for (int row = 0; row < overdue.count(); ++row) {
            health.overdueSchedules.append(overdue.string(row, 0));
        }
        return health;
    });
}

Result<std::string> jobMetrics(PgPool &pool, qint64 nowMs)
{
    RAWI_ASSIGN(const JobHealth health, jobHealth(pool, nowMs));
    return pool.with<std::string>([&](PgConnection &connection) -> Result<std::string> {
        std::string text = gauge("rawi_jobs", "Jobs by kind and state.");
        RAWI_ASSIGN(const PgRows counts,
                    connection.exec("SELECT kind, state, count(*) FROM jobs GROUP BY kind, state ORDER BY kind, state"));
        for (int row = 0; row < counts.count(); ++row) {
            text += "rawi_jobs{kind=\"" + std::string(counts.text(row, 0)) + "\",state=\"" + std::string(counts.text(row, 1)) + "\"} "
                + std::string(counts.text(row, 2)) + '\n';
        }
        text += gauge("rawi_jobs_oldest_waiting_seconds", "How long the oldest job that is due has waited.");
        RAWI_ASSIGN(const PgRows oldest,
                    connection.exec("SELECT coalesce(extract(epoch FROM now() - min(run_after)), 0)::numeric(12, 3) FROM jobs"
                                    " WHERE state = 'pending' AND run_after <= now()"));
        text += "rawi_jobs_oldest_waiting_seconds " + std::string(oldest.text(0, 0)) + '\n';
        text += gauge("rawi_schedules_overdue", "Active schedules that no server fires.");
        text += "rawi_schedules_overdue " + std::to_string(health.overdueSchedules.size()) + '\n';
        return text;
    });
}

} // namespace rawi::server
