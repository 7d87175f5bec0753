#include "sync-server/jobs/job_queue.h"

#include "core/base/jitter.h"
#include "core/base/log.h"
#include "sync-server/feed/audit_log.h"
#include "sync-server/feed/neighbour_line.h"
#include "sync-server/gateway/edge.h"

#include <QDateTime>
#include <QJsonDocument>

#include <algorithm>

namespace rawi::server {

namespace {

constexpr auto kPoll = std::chrono::seconds(2); // another server's jobs, and those due later
constexpr auto kHeartbeat = std::chrono::seconds(20);
constexpr std::chrono::milliseconds kLookAgain = std::chrono::minutes(2);    // at a job whose bytes were not here
constexpr std::chrono::milliseconds kMostForOthers = std::chrono::hours(24); // that a due job waits for who has its bytes
constexpr int kFirstDelayMs = 5'000;
constexpr int kLongestDelayMs = 3'600'000;

} // namespace

JobQueue::JobQueue(PgPool &pool, QString owner) : m_pool(pool), m_store(pool), m_leases(pool, std::move(owner)) { }

JobQueue::~JobQueue()
{
    stop();
}

void JobQueue::addKind(JobKind kind)
{
    m_lanes[kind.lane];
    const QString name = kind.name;
    m_kinds[name] = std::move(kind);
}

void JobQueue::setLane(const QString &name, const JobLane &lane)
{
    m_lanes[name] = lane;
}

void JobQueue::setEvents(JobEvents events)
{
    m_events = std::move(events);
}

void JobQueue::setHub(Hub *hub)
{
    const std::lock_guard lock(m_mutex);
    m_hub = hub;
}

const JobKind *JobQueue::kind(const QString &name) const
{
    const auto found = m_kinds.find(name);
    return found == m_kinds.end() ? nullptr : &found->second;
}

QStringList JobQueue::kinds() const
{
    QStringList names;
    for (const auto &[name, kind] : m_kinds) {
        names.append(name);
    }
    return names;
}

Result<void> JobQueue::start()
{
    RAWI_TRY(m_leases.releaseOwn());
    m_signal.begin();
    const auto begin = [this](const QString &name, const std::function<void()> &work) {
        m_threads.emplace_back(QThread::create(work));
        m_threads.back()->setObjectName(u"jobs-"_s + name);
        m_threads.back()->start();
    };
    for (const auto &[name, lane] : m_lanes) {
        for (int i = 0; i < lane.atOnce; ++i) {
            begin(name, [this, lane = name] { runLane(lane); });
        }
    }
    begin(u"leases"_s, [this] { keepLeases(); });
    return {};
}

void JobQueue::stop()
{
    m_signal.end();
    for (const std::unique_ptr<QThread> &thread : m_threads) {
        thread->wait();
    }
    m_threads.clear();
}

Result<Job> JobQueue::enqueue(const Job &job, const JobBound &bound)
{
    Result<Job> made = m_store.enqueue(job, bound);
    if (made) {
        wake();
    }
    return made;
}

Result<Job> JobQueue::cancel(const QUuid &id, const CommandContext &who, const JobStore::MayCancel &mayCancel)
{
    RAWI_ASSIGN(Job job, m_store.cancel(id, who, mayCancel));
    {
        const std::lock_guard lock(m_mutex);
        if (const auto running = m_running.find(id); running != m_running.end()) {
            running->second.hold = Hold::Cancelled;
        }
    }
    announce(job);
    return job;
}

Result<Job> JobQueue::replay(const QUuid &id, const CommandContext &who)
{
    RAWI_ASSIGN(Job job, m_store.replay(id, who));
    announce(job);
    wake();
    return job;
}

void JobQueue::wake()
{
    m_signal.wake();
}

Result<int> JobQueue::forgetEnded()
{
    int gone = 0;
    for (const auto &[name, kind] : m_kinds) {
        RAWI_ASSIGN(const int some, m_store.forgetEnded(name, kind.keptDays));
        gone += some;
    }
    return gone;
}

void JobQueue::runLane(const QString &name)
{
    QStringList kinds;
    for (const auto &[kind, described] : m_kinds) {
        if (described.lane == name) {
            kinds.append(kind);
        }
    }
    while (!m_signal.isEnding()) {
        const quint64 seen = m_signal.wakes();
        const Result<std::optional<Job>> job = m_leases.claim(kinds, m_lanes.at(name).perWorkspace, leftToOthers());
        if (job && *job) {
            if (!leaveToOthers(**job)) {
                runJob(**job);
            }
            continue;
        }
        if (!job) {
            qCWarning(lcServer) << "jobs:" << job.error().toString();
        }
        m_signal.wait(seen, kPoll);
    }
}

// What another server's disk holds is done there, however long its lane is busy; alone, or when nobody did it for a day, it ends
// as whatever has lost its bytes.
bool JobQueue::leaveToOthers(const Job &job)
{
    const JobKind &kind = m_kinds.at(job.kind);
    const Result<bool> here = kind.isHere ? kind.isHere(job) : true;
    const qint64 waited = QDateTime::currentMSecsSinceEpoch() - job.runAfter.ms; // of a replayed one anew
    if (!here || *here || waited > kMostForOthers.count()) {
        return false;
    }
    const Result<bool> others = m_pool.with<bool>(NeighbourLine::hasNeighbours);
    if (!others || !*others || !m_leases.giveBack(job)) {
        return false;
    }
    const std::lock_guard lock(m_mutex);
    m_leftToOthers[job.id] = QDeadlineTimer(kLookAgain);
    return true;
}

QSet<QUuid> JobQueue::leftToOthers()
{
    const std::lock_guard lock(m_mutex);
    std::erase_if(m_leftToOthers, [](const auto &one) { return one.second.hasExpired(); });
    QSet<QUuid> ids;
    for (const auto &[id, until] : m_leftToOthers) {
        ids.insert(id);
    }
    return ids;
}

// A handler that waits for another server, or for one long statement, needs no beat of its own.
void JobQueue::keepLeases()
{
    while (!m_signal.waitForEnd(kHeartbeat)) {
        QList<Job> mine;
        std::unique_lock lock(m_mutex);
        for (const auto &[id, running] : m_running) {
            if (running.hold == Hold::Mine) {
                mine.append(running.job);
            }
        }
        lock.unlock();
        const Result<QList<QUuid>> lost = mine.isEmpty() ? QList<QUuid>() : m_leases.renewAll(mine);
        if (!lost) {
            qCWarning(lcServer) << "leases of jobs:" << lost.error().toString();
        }
        lock.lock();
        for (const QUuid &id : lost ? *lost : QList<QUuid>()) {
            if (const auto running = m_running.find(id); running != m_running.end() && running->second.hold == Hold::Mine) {
                running->second.hold = Hold::Lost;
            }
        }
    }
}

Result<void> JobQueue::goesOn(const Job &job)
{
    const std::lock_guard lock(m_mutex);
    const auto running = m_running.find(job.id);
    if (running != m_running.end() && running->second.hold == Hold::Cancelled) {
        return Error{ErrorCode::Cancelled, uuidText(job.id), u"somebody cancelled it"_s, SubjectKind::Code};
    }
    if (running != m_running.end() && running->second.hold == Hold::Lost) {
        return Error{ErrorCode::Locked, uuidText(job.id), u"it was cancelled, or another server took this job over"_s,
                     SubjectKind::Code};
    }
    if (m_signal.isEnding()) {
        return Error{ErrorCode::Cancelled, uuidText(job.id), u"the server stops"_s, SubjectKind::Code};
    }
    return {};
}

bool JobQueue::isCancelled(const QUuid &id)
{
    const std::lock_guard lock(m_mutex);
    const auto running = m_running.find(id);
    return running != m_running.end() && running->second.hold == Hold::Cancelled;
}

void JobQueue::runJob(const Job &job)
{
    {
        const std::lock_guard lock(m_mutex);
        m_running[job.id] = {job};
    }
    announce(job);
    const JobKind &kind = m_kinds.at(job.kind);
    JobLease lease(*this, job);
    const Result<QJsonObject> outcome = job.attempts > kind.attempts
        ? Result<QJsonObject>(job.error.value_or(Error{ErrorCode::Internal, job.kind, u"tried too often"_s}))
        : kind.run(lease);
    const bool cancelled = lease.isCancelled();
    {
        const std::lock_guard lock(m_mutex);
        m_running.erase(job.id);
    }
    if (cancelled) {
        qCInfo(lcServer).noquote() << "job" << job.kind << uuidText(job.id) << "cancelled";
        return;
    }
    end(lease.job(), outcome);
}

void JobQueue::end(const Job &job, const Result<QJsonObject> &outcome)
{
    if (!outcome && outcome.error().code == ErrorCode::Cancelled) {
        if (const Result<void> given = m_leases.giveBack(job); !given) {
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
        return m_leases.end(job, JobState::Completed, *outcome, {}, m_events.jobEnded);
    }
    const JobKind &kind = m_kinds.at(job.kind);
    const Error &error = outcome.error();
    qCInfo(lcServer).noquote() << "job" << job.kind << uuidText(job.id) << "attempt" << job.attempts << error.toString();
    const auto tries = kind.tries.find(error.code);
    const bool isTemporary = tries != kind.tries.end();
    if (isTemporary && job.attempts < std::min(kind.attempts, tries->second)) {
        return m_leases.retryLater(job, error, fullJitterMs(job.attempts, kFirstDelayMs, kLongestDelayMs));
    }
    const bool isDead = isTemporary || job.attempts > kind.attempts;
    if (isDead) {
        qCWarning(lcServer).noquote() << "job" << job.kind << uuidText(job.id) << "is dead after" << job.attempts
                                      << "attempts:" << error.toString();
    }
    return isDead ? m_leases.end(job, JobState::Dead, {}, error, [this](PgConnection &connection, const Job &dead) { return bury(connection, dead); })
                  : m_leases.end(job, JobState::Failed, {}, error, m_events.jobEnded);
}

Result<void> JobQueue::bury(PgConnection &connection, const Job &job)
{
    const QJsonObject args{{u"id"_s, uuidText(job.id)}, {u"kind"_s, job.kind}, {u"attempts"_s, job.attempts}};
    RAWI_TRY(writeAudit(connection, {Actor::server(), {}, u"rawi-server"_s},
                        {u"job.bury"_s, args, {auditedRow(u"jobs"_s, job.id, job.fence)}}, QDateTime::currentMSecsSinceEpoch()));
    return m_events.jobEnded ? m_events.jobEnded(connection, job) : Result<void>();
}

void JobQueue::announce(const Job &job)
{
    const JobKind *described = kind(job.kind);
    if (described == nullptr || !described->told) {
        return;
    }
    QJsonObject shown = described->told(job);
    shown.remove(u"result"_s); // it may be longer than a message; GET has it
    const QJsonObject message{{u"type"_s, u"job_status"_s}, {u"job"_s, shown}};
    auto text = std::make_shared<const std::string>(QJsonDocument(message).toJson(QJsonDocument::Compact).toStdString());
    Audience audience;
    if (described->heardBy) {
        const Result<Audience> asked = m_pool.with<Audience>([&](PgConnection &connection) { return described->heardBy(connection, job); });
        if (!asked) { // told to nobody; who asks for the job is answered
            qCWarning(lcServer).noquote() << "job" << uuidText(job.id) << "is not told:" << asked.error().toString();
            return;
        }
        audience = *asked;
    }
    const std::lock_guard lock(m_mutex);
    const auto running = m_running.find(job.id);
    const bool isStale = job.state == JobState::Processing && running != m_running.end()
        && running->second.hold == Hold::Cancelled;
    if (m_hub != nullptr && !isStale) {
        audience ? m_hub->publishTo(std::move(text), *audience) : m_hub->publish(std::move(text));
    }
}

} // namespace rawi::server
