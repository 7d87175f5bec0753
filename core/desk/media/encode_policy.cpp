#include "core/desk/media/encode_policy.h"

#include "core/catalog/order_key.h"

#include <QSet>

#include <algorithm>
#include <cmath>

namespace rawi {

namespace {

constexpr qint64 kGigabyte = 1'000'000'000;

bool inWindow(const EncodeLimits &limits, const QTime &time)
{
    if (limits.from == limits.to) {
        return true;
    }
    return limits.from < limits.to ? time >= limits.from && time < limits.to : time >= limits.from || time < limits.to;
}

// Running, waiting, ended.
int stageOf(const EncodeJob &job)
{
    return job.state == EncodeState::Running ? 0 : job.isOpen() ? 1 : 2;
}

bool runsBefore(const EncodeJob &a, const EncodeJob &b)
{
    if (a.priority != b.priority) {
        return a.priority > b.priority;
    }
    return a.order == b.order ? a.id < b.id : a.order < b.order;
}

// How much work a job is: seconds of media times renditions. Pictures and unknown lengths count a little.
double weightOf(const EncodeJob &job)
{
    const double renditions = static_cast<double>(std::max<qsizetype>(1, job.presets().size()));
    return renditions * static_cast<double>(std::max<qint64>(1000, job.durationMs));
}

double leftOf(const EncodeJob &job)
{
    return weightOf(job) * (1000 - job.permille) / 1000.0;
}

} // namespace

EncodeHold holdOf(const EncodeLimits &limits, const EncodeCircumstances &now)
{
    if (limits.stopped) {
        return EncodeHold::Stopped;
    }
    if (limits.windowed && !inWindow(limits, now.timeOfDay)) {
        return EncodeHold::Window;
    }
    if (limits.onlyOnMains && now.power.onBattery) {
        return EncodeHold::Mains;
    }
    if (now.power.onBattery && now.power.percent >= 0 && now.power.percent < limits.batteryFloor) {
        return EncodeHold::Battery;
    }
    if (now.freeBytes >= 0 && now.freeBytes < limits.freeGigabytes * kGigabyte) {
        return EncodeHold::DiskSpace;
    }
    return EncodeHold::None;
}

QList<EncodeJob> inQueueOrder(QList<EncodeJob> jobs)
{
    std::sort(jobs.begin(), jobs.end(), [](const EncodeJob &a, const EncodeJob &b) {
        const int stage = stageOf(a);
        if (stage != stageOf(b)) {
            return stage < stageOf(b);
        }
        if (stage == 2) {
            return a.endedMs == b.endedMs ? b.id < a.id : a.endedMs > b.endedMs;
        }
        return runsBefore(a, b);
    });
    return jobs;
}

QList<QUuid> jobsToStart(const QList<EncodeJob> &jobs, int jobsAtOnce)
{
    QList<const EncodeJob *> waiting;
    QSet<QUuid> busy; // assets
    int running = 0;
    for (const EncodeJob &job : jobs) {
        if (job.state == EncodeState::Running) {
            ++running;
            busy.insert(job.assetId.uuid());
        } else if (job.state == EncodeState::Queued) {
            waiting.append(&job);
        }
    }
    std::sort(waiting.begin(), waiting.end(), [](const EncodeJob *a, const EncodeJob *b) { return runsBefore(*a, *b); });
    QList<QUuid> next;
    for (const EncodeJob *job : std::as_const(waiting)) {
        if (running + next.size() >= jobsAtOnce) {
            break;
        }
        if (!busy.contains(job->assetId.uuid())) {
            busy.insert(job->assetId.uuid());
            next.append(job->id);
        }
    }
    return next;
}

QList<EncodeJob> movedBefore(const QList<EncodeJob> &jobs, const QList<QUuid> &moved, const QUuid &before)
{
    if (moved.contains(before)) {
        return {};
    }
    QList<EncodeJob> standing;
    QHash<QUuid, EncodeJob> leaving;
    for (const EncodeJob &job : inQueueOrder(jobs)) {
        if (!job.isOpen()) {
            continue;
        }
        if (moved.contains(job.id)) {
            leaving.insert(job.id, job);
        } else {
            standing.append(job);
        }
    }
    // What runs is shown first whatever its priority; among the rest only priority and order count.
    std::sort(standing.begin(), standing.end(), runsBefore);
    const auto at = std::find_if(standing.cbegin(), standing.cend(), [&](const EncodeJob &job) { return job.id == before; });
    const EncodeJob *above = at == standing.cbegin() ? nullptr : &*std::prev(at);
    const EncodeJob *below = at == standing.cend() ? nullptr : &*at;
    const EncodePriority highest = above ? above->priority : EncodePriority::High;
    const EncodePriority lowest = below ? below->priority : EncodePriority::Low;
    QList<EncodeJob> changed;
    std::optional<EncodeJob> last = above ? std::optional<EncodeJob>(*above) : std::nullopt;
    for (const QUuid &id : moved) {
        if (!leaving.contains(id)) {
            continue;
        }
        EncodeJob job = leaving.value(id);
        job.priority = std::clamp(job.priority, lowest, last ? std::min(highest, last->priority) : highest);
        const OrderKey low = last && last->priority == job.priority ? last->order : OrderKey{};
        const OrderKey high = below && below->priority == job.priority ? below->order : OrderKey{};
        job.order = orderKeyBetween(low, high, job.id);
        changed.append(job);
        last = job;
    }
    return changed;
}

OrderKey lastOrder(const QList<EncodeJob> &jobs, const QUuid &seed)
{
    OrderKey last;
    for (const EncodeJob &job : jobs) {
        if (job.isOpen()) {
            last = std::max(last, job.order);
        }
    }
    return orderKeyBetween(last, {}, seed);
}

EncodeTotals totalsOf(const QList<EncodeJob> &jobs, qint64 sinceMs)
{
    EncodeTotals totals;
    double whole = 0;
    double left = 0;
    double pace = 0; // weight a millisecond
    qint64 longest = -1;
    for (const EncodeJob &job : jobs) {
        totals.failed += job.state == EncodeState::Failed ? 1 : 0;
        if (!job.isOpen()) {
            whole += job.state == EncodeState::Done && job.endedMs >= sinceMs ? weightOf(job) : 0;
            continue;
        }
        ++totals.open;
        whole += weightOf(job);
        left += leftOf(job);
        if (job.state == EncodeState::Running) {
            ++totals.running;
            totals.speed += job.speed;
            if (job.etaMs > 0) {
                pace += leftOf(job) / static_cast<double>(job.etaMs);
                longest = std::max(longest, job.etaMs);
            }
        }
    }
    totals.permille = whole > 0 ? static_cast<int>(std::lround(1000 * (whole - left) / whole)) : 0;
    if (pace > 0) {
        totals.etaMs = std::max(longest, static_cast<qint64>(std::llround(left / pace)));
    }
    return totals;
}

} // namespace rawi
