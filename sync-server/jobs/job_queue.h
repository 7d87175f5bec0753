#pragma once

#include "sync-server/jobs/job_store.h"

#include <QThread>

#include <chrono>
#include <condition_variable>
#include <map>
#include <mutex>

namespace rawi::server {

class Hub;
class JobQueue;

// A job's hold on itself while its handler runs: progress, and whether to go on. Belongs to the handler's thread.
class JobLease {
public:
    JobLease(JobQueue &queue, Job job) : m_queue(queue), m_job(std::move(job)) { }
    const Job &job() const { return m_job; }
    // To be called at least every 20 s, and once a second by what somebody may cancel. Writes and tells what changed, at
    // most once a second. Errors: Locked (another server has the job), Cancelled (somebody cancelled it, or this server
    // stops); the handler then returns at once.
    Result<void> progress(int permille);
    Result<void> beat() { return progress(m_permille); }
    // Whether nobody will go on with the job.
    bool isCancelled() const;

private:
    JobQueue &m_queue;
    Job m_job;
    int m_permille = 0;
    int m_written = -1;
    std::chrono::steady_clock::time_point m_writtenAt{};
};

// Runs jobs of PostgreSQL's queue, one at a time a lane, so that short ones never wait behind an encode. A job outlives
// the server: its lease runs out, or the same server takes it up at the next start. Thread-safe but for the set-up.
class JobQueue {
public:
    // Errors of a handler: those a later try may mend are retried with back-off, all others fail the job.
    using Handler = std::function<Result<QJsonObject>(JobLease &)>;

    // `owner` names this server the same at every start, and no other one.
    JobQueue(PgPool &pool, QString owner);
    ~JobQueue();

    // Before start(). Kinds of one lane share a thread.
    void addKind(const QString &kind, const QString &lane, Handler handler);
    void setHub(Hub *hub);

    // Takes up what a killed server of this name held. Errors: the database's.
    Result<void> start();
    // Ends workers at once; their jobs go on at the next start.
    void stop();

    // What a person asks for; as JobStore::enqueue().
    Result<Job> enqueue(Job job, int mostOpen);
    // As JobStore::cancel(); tells, and ends the job's worker within a second when it runs here.
    Result<Job> cancel(const QUuid &id, const QUuid &person, const RuleBook &rules);
    // Something was enqueued in somebody's transaction.
    void wake();
    JobStore &store() { return m_store; }

private:
    friend class JobLease;
    void runLane(const QStringList &kinds);
    void runJob(const Job &job);
    void end(const Job &job, const Result<QJsonObject> &outcome);
    Result<Job> settle(const Job &job, const Result<QJsonObject> &outcome);
    void announce(const Job &job);

    JobStore m_store;
    const QString m_owner;
    std::map<QString, Handler> m_handlers;
    std::map<QString, QStringList> m_lanes;
    std::vector<std::unique_ptr<QThread>> m_threads;
    std::map<QUuid, bool> m_running; // here; true: cancelled since
    std::mutex m_mutex;
    std::condition_variable m_wake;
    quint64 m_wakes = 0;
    bool m_ending = false;
    Hub *m_hub = nullptr;
};

} // namespace rawi::server
