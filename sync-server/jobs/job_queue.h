#pragma once

#include "sync-server/jobs/job_kind.h"
#include "sync-server/jobs/job_lease.h"
#include "sync-server/jobs/job_store.h"
#include "sync-server/jobs/lease_store.h"
#include "sync-server/pg/wake_signal.h"

#include <QDeadlineTimer>
#include <QThread>

#include <mutex>

namespace rawi::server {

class Hub;

// Runs jobs of PostgreSQL's queue, so many at once a lane, so that short ones never wait behind an encode. A job outlives
// the server: its lease runs out, or the same server takes it up at the next start. Thread-safe but for the set-up.
class JobQueue {
public:
    // `owner` names this server the same at every start, and no other one.
    JobQueue(PgPool &pool, QString owner);
    ~JobQueue();

    // Before start(). A lane that nobody describes runs one job at a time.
    void addKind(JobKind kind);
    void setLane(const QString &name, const JobLane &lane);
    void setEvents(JobEvents events);
    void setHub(Hub *hub);

    // Takes up what a killed server of this name held. Errors: the database's.
    Result<void> start();
    // Ends workers at once; their jobs go on at the next start.
    void stop();

    // What a person asks for; as JobStore::enqueue().
    Result<Job> enqueue(const Job &job, const JobBound &bound);
    // As JobStore::cancel(); tells, and ends the job's worker within a second when it runs here.
    Result<Job> cancel(const QUuid &id, const CommandContext &who, const JobStore::MayCancel &mayCancel);
    // As JobStore::replay().
    Result<Job> replay(const QUuid &id, const CommandContext &who);
    // Something was enqueued in somebody's transaction.
    void wake();
    // Drops what ended longer ago than its kind is kept; how many.
    Result<int> forgetEnded();

    // Null when no feature of this server does such jobs.
    const JobKind *kind(const QString &name) const;
    QStringList kinds() const;
    const JobEvents &events() const { return m_events; }
    JobStore &store() { return m_store; }

private:
    friend class JobLease;
    enum class Hold { Mine, Cancelled, Lost };
    struct Running {
        Job job;
        Hold hold = Hold::Mine;
    };
    void runLane(const QString &name);
    void keepLeases();
    void runJob(const Job &job);
    void end(const Job &job, const Result<QJsonObject> &outcome);
    Result<Job> settle(const Job &job, const Result<QJsonObject> &outcome);
    Result<void> bury(PgConnection &connection, const Job &job);
    void announce(const Job &job);
    Result<void> goesOn(const Job &job);
    bool isCancelled(const QUuid &id);
    bool leaveToOthers(const Job &job);
    QSet<QUuid> leftToOthers();

    PgPool &m_pool;
    JobStore m_store;
    LeaseStore m_leases;
    JobEvents m_events;
    std::map<QString, JobKind> m_kinds;
    std::map<QString, JobLane> m_lanes;
    std::vector<std::unique_ptr<QThread>> m_threads;
    std::map<QUuid, Running> m_running; // here
    std::map<QUuid, QDeadlineTimer> m_leftToOthers; // this server lacks what they need
    std::mutex m_mutex;
    WakeSignal m_signal;
    Hub *m_hub = nullptr;
};

} // namespace rawi::server
