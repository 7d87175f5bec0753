#pragma once

#include "core/base/clock.h"
#include "sync-server/jobs/job_queue.h"
#include "sync-server/jobs/schedule_store.h"
#include "sync-server/pg/wake_signal.h"

namespace rawi::server {

// Makes the slots of schedules jobs of the queue, each once on however many servers; slots that no server saw are made up for
// by one job. Thread-safe but for the set-up.
class Scheduler {
public:
    Scheduler(PgPool &pool, JobQueue &queue, const Clock &clock);
    ~Scheduler();

    // A schedule of the program, before start(); one that a person changed stays as they left it. (Those of records are put
    // by their feature, in the transaction that decides on them: ScheduleStore::put().)
    void add(Schedule schedule);

    // Errors: InvalidArgument (cron, zone), and the database's.
    Result<void> start();
    void stop();
    // A row was put or changed.
    void wake();

    // Fires what is due now; how many slots. Errors: of one that could not be fired, after all others were.
    Result<int> fireDue();
    // As ScheduleStore::change().
    Result<Schedule> change(const QString &name, const ScheduleChange &change, const CommandContext &who);
    ScheduleStore &store() { return m_store; }

private:
    void run();

    PgPool &m_pool;
    JobQueue &m_queue;
    const Clock &m_clock;
    ScheduleStore m_store;
    QList<Schedule> m_programs;
    std::unique_ptr<QThread> m_thread;
    WakeSignal m_signal;
};

} // namespace rawi::server
