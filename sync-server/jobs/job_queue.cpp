#include "sync-server/jobs/job_queue.h"

#include "core/base/id.h"
#include "core/base/log.h"
#include "sync-server/gateway/edge.h"

#include <QDateTime>
#include <QJsonDocument>
#include <QRandomGenerator>

#include <algorithm>

namespace rawi::server {

namespace {

constexpr int kMaxAttempts = 12;
constexpr int kMaxCrashes = 3; // a file that kills its worker kills it again
constexpr auto kPoll = std::chrono::seconds(2); // another server's jobs, and those due later
constexpr auto kHeartbeat = std::chrono::seconds(5); // also how soon a job cancelled on another server ends here
constexpr auto kTell = std::chrono::seconds(1);

bool isTemporary(const Job &job, const Error &error)
{
    switch (error.code) {
    case ErrorCode::DatabaseError:
    case ErrorCode::ServerUnavailable:
    case ErrorCode::IoError:
    case ErrorCode::DiskFull:
    case ErrorCode::MissingProgram:
        return job.attempts < kMaxAttempts;
    case ErrorCode::WorkerCrashed:
        return job.attempts < kMaxCrashes;
    default:
        return false;
    }
}

// Full jitter over 5 s doubled each time, at most an hour.
int delayMs(int attempts)
{
    const int longest = static_cast<int>(std::min(3'600'000LL, 5000LL << std::min(attempts - 1, 20)));
    return QRandomGenerator::global()->bounded(longest / 5, longest);
}

} // namespace

Result<void> JobLease::progress(int permille)
{
    if (isCancelled()) {
        return Error{ErrorCode::Cancelled, uuidText(m_job.id), u"somebody cancelled it"_s};
    }
    {
        const std::lock_guard lock(m_queue.m_mutex);
        if (m_queue.m_ending) {
            return Error{ErrorCode::Cancelled, uuidText(m_job.id), u"the server stops"_s};
        }
    }
    m_permille = std::clamp(permille, 0, 1000);
    const auto now = std::chrono::steady_clock::now();
    const auto since = now - m_writtenAt;
    if (since < kTell || (m_permille == m_written && since < kHeartbeat)) {
        return {};
    }
    RAWI_TRY(m_queue.m_store.renew(m_job, m_permille));
    m_writtenAt = now;
    if (m_permille != std::exchange(m_written, m_permille)) {
        m_job.permille = m_permille;
        m_queue.announce(m_job);
    }
    return {};
}

bool JobLease::isCancelled() const
{
    const std::lock_guard lock(m_queue.m_mutex);
    const auto running = m_queue.m_running.find(m_job.id);
    return running != m_queue.m_running.end() && running->second;
}

JobQueue::JobQueue(PgPool &pool, QString owner) : m_store(pool), m_owner(std::move(owner)) { }

JobQueue::~JobQueue()
{
    stop();
}

void JobQueue::addKind(const QString &kind, const QString &lane, Handler handler)
{
    m_handlers[kind] = std::move(handler);
    m_lanes[lane].append(kind);
}

void JobQueue::setHub(Hub *hub)
{
    const std::lock_guard lock(m_mutex);
    m_hub = hub;
}

Result<void> JobQueue::start()
{
    RAWI_TRY(m_store.releaseLeasesOf(m_owner));
    m_ending = false;
    for (const auto &[lane, kinds] : m_lanes) {
        m_threads.emplace_back(QThread::create([this, kinds = kinds] { runLane(kinds); }));
        m_threads.back()->setObjectName(u"jobs-"_s + lane);
        m_threads.back()->start();
    }
    return {};
}

void JobQueue::stop()
{
    {
        const std::lock_guard lock(m_mutex);
        m_ending = true;
    }
    m_wake.notify_all();
    for (const std::unique_ptr<QThread> &thread : m_threads) {
        thread->wait();
    }
    m_threads.clear();
}

Result<Job> JobQueue::enqueue(Job job, int mostOpen)
{
    job.id = makeUuidV7(QDateTime::currentMSecsSinceEpoch());
    Result<Job> made = m_store.enqueue(job, mostOpen);
    if (made) {
        wake();
    }
    return made;
}

Result<Job> JobQueue::cancel(const QUuid &id, const QUuid &person, const RuleBook &rules)
{
    RAWI_ASSIGN(Job job, m_store.cancel(id, person, rules));
    {
        const std::lock_guard lock(m_mutex);
        if (const auto running = m_running.find(id); running != m_running.end()) {
            running->second = true;
        }
    }
    announce(job);
    return job;
}

void JobQueue::wake()
{
    {
        const std::lock_guard lock(m_mutex);
        ++m_wakes;
    }
    m_wake.notify_all();
}

void JobQueue::runLane(const QStringList &kinds)
{
    for (;;) {
        quint64 seen = 0;
        {
            const std::lock_guard lock(m_mutex);
            if (m_ending) {
                return;
            }
            seen = m_wakes;
        }
        const Result<std::optional<Job>> job = m_store.claim(m_owner, kinds);
        if (job && *job) {
            runJob(**job);
            continue;
        }
        if (!job) {
            qCWarning(lcServer) << "jobs:" << job.error().toString();
        }
        std::unique_lock lock(m_mutex);
        m_wake.wait_for(lock, kPoll, [&] { return m_ending || m_wakes != seen; });
    }
}

void JobQueue::runJob(const Job &job)
{
    {
        const std::lock_guard lock(m_mutex);
        m_running[job.id] = false;
    }
    announce(job);
    JobLease lease(*this, job);
    const Result<QJsonObject> outcome = job.attempts > kMaxAttempts
        ? Result<QJsonObject>(job.error.value_or(Error{ErrorCode::Internal, job.kind, u"tried too often"_s}))
        : m_handlers.at(job.kind)(lease);
    const bool cancelled = lease.isCancelled();
    {
        const std::lock_guard lock(m_mutex);
        m_running.erase(job.id);
    }
    if (cancelled) {
        qCInfo(lcServer).noquote() << "job" << job.kind << uuidText(job.id) << "cancelled";
        return;
    }
    end(job, outcome);
}

void JobQueue::end(const Job &job, const Result<QJsonObject> &outcome)
{
    if (!outcome && outcome.error().code == ErrorCode::Cancelled) {
        if (const Result<void> given = m_store.giveBack(job); !given) {
            qCWarning(lcServer) << "job" << uuidText(job.id) << "not given back:" << given.error().toString();
        }
        return;
    }
    const Result<Job> settled = settle(job, outcome);
    if (!settled) {
        qCWarning(lcServer) << "job" << uuidText(job.id) << "not settled:" << settled.error().toString();
        return;
    }
    announce(*settled);
}

Result<Job> JobQueue::settle(const Job &job, const Result<QJsonObject> &outcome)
{
    if (outcome) {
        return m_store.complete(job, *outcome);
    }
    const Error &error = outcome.error();
    qCInfo(lcServer).noquote() << "job" << job.kind << uuidText(job.id) << "attempt" << job.attempts << error.toString();
    return isTemporary(job, error) ? m_store.retryLater(job, error, delayMs(job.attempts)) : m_store.fail(job, error);
}

void JobQueue::announce(const Job &job)
{
    QJsonObject shown = job.toJson();
    shown.remove(u"result"_s); // it may be longer than a message; GET has it
    const QJsonObject message{{u"type"_s, u"job_status"_s}, {u"job"_s, shown}};
    auto text = std::make_shared<const std::string>(QJsonDocument(message).toJson(QJsonDocument::Compact).toStdString());
    const std::lock_guard lock(m_mutex);
    const auto running = m_running.find(job.id);
    const bool isStale = job.state == JobState::Processing && running != m_running.end() && running->second;
    if (m_hub != nullptr && !isStale) {
        m_hub->publish(std::move(text));
    }
}

} // namespace rawi::server
