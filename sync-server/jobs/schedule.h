#pragma once

#include "core/rules/describe.h"

#include <QJsonObject>
#include <QUuid>

namespace rawi::server {

// What is done again and again, by a job of `kind` for each slot of `cron` in `zone`.
struct Schedule {
    QString name; // "media.sweep": the feature, a dot, what is done
    QString kind;
    QJsonObject args;
    QString cron; // as CronLine reads it
    QString zone = u"UTC"_s; // of the workspace; IANA
    bool active = true;
    bool merges = true; // a slot adds no job while that of the one before still waits
    // As the row says:
    Timestamp nextSlot;
    Timestamp lastSlot; // not set: none yet
    QUuid lastJob;
    QUuid changedBy; // null: it is as the program says

    // What GET /api/v1/schedules says.
    QJsonObject toJson() const;
};

// A slot of a schedule, while it is made a job.
struct Firing {
    Schedule schedule; // with its next slot
    Timestamp slot;
    Timestamp missedFrom; // the first slot this one stands for, when there was no server; else the same
    QUuid job; // null when the job of the slot before still waits and does this one's work, too
};

// What a person changes of a schedule.
struct ScheduleChange {
    std::optional<QString> cron;
    std::optional<QString> zone;
    std::optional<bool> active;
};

} // namespace rawi::server
