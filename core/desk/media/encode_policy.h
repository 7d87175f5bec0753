#pragma once

#include "core/desk/media/encode_job_store.h"
#include "core/desk/media/encode_limits.h"

namespace rawi {

// Why nothing of the queue runs at the moment.
enum class EncodeHold { None, Stopped, Window, Mains, Battery, DiskSpace };

template <>
struct EnumNames<EncodeHold> {
    static constexpr std::array names{"none", "stopped", "window", "mains", "battery", "disk_space"};
};

// Where the machine's power comes from.
struct PowerState {
    bool onBattery = false; // discharging, and no mains
    int percent = -1;       // of all batteries; -1 = there is none, or it does not say
};

// What the limits are held against.
struct EncodeCircumstances {
    PowerState power;
    QTime timeOfDay;
    qint64 freeBytes = -1; // -1 = not known
};

EncodeHold holdOf(const EncodeLimits &limits, const EncodeCircumstances &now);

// The queue as it is shown: what runs, then what waits in the order in which it will run, then what ended, last first.
QList<EncodeJob> inQueueOrder(QList<EncodeJob> jobs);

// Which queued jobs to start next, in order, when `jobsAtOnce` may run. Two jobs of one asset never run together:
// the second of them may need what the first one makes.
QList<QUuid> jobsToStart(const QList<EncodeJob> &jobs, int jobsAtOnce);

// Priority and order key for `moved` so that they stand, in their order, right before `before` (null: at the end of
// what waits). A job keeps its priority as far as its new neighbours allow. Jobs that are not open, and `before` when
// it is among the moved ones, are left alone. The answer holds the changed jobs only.
QList<EncodeJob> movedBefore(const QList<EncodeJob> &jobs, const QList<QUuid> &moved, const QUuid &before);

// The key behind the last one.
OrderKey lastOrder(const QList<EncodeJob> &jobs, const QUuid &seed);

// All open jobs as one.
struct EncodeTotals {
    int open = 0;
    int running = 0;
    int failed = 0;
    int permille = 0;  // of all open ones and those that ended since the queue last stood empty
    qint64 etaMs = -1; // -1 = nothing runs, or it is not known yet
    double speed = 0;  // seconds of media a second, of all that run
};

EncodeTotals totalsOf(const QList<EncodeJob> &jobs, qint64 sinceMs = 0);

} // namespace rawi
