#pragma once

#include "sync-server/pg/pg.h"

#include <QJsonObject>
#include <QStringList>

namespace rawi::server {

// What is wrong with work that should happen by itself, for health.
struct JobHealth {
    int dead = 0;
    QStringList overdueSchedules; // active, and not fired although a server should have long since
    // {"jobs": "ok" | "3 dead", "schedules": "ok" | "overdue: NAME, …"}
    QJsonObject toJson() const;
};

Result<JobHealth> jobHealth(PgPool &pool, qint64 nowMs);

// Prometheus text: jobs by kind and state, the age of the oldest one that is due and waits, overdue schedules.
Result<std::string> jobMetrics(PgPool &pool, qint64 nowMs);

} // namespace rawi::server
