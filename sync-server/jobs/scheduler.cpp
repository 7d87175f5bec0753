#include "sync-server/jobs/scheduler.h"

#include "core/base/log.h"

#include <algorithm>

namespace rawi::server {

namespace {

constexpr qint64 kPollMs = 30'000; // what another server put or changed, and a clock that was set

} // namespace

Scheduler::Scheduler(PgPool &pool, JobQueue &queue, const Clock &clock)
    : m_pool(pool), m_queue(queue), m_clock(clock), m_store(pool)
{
}

Scheduler::~Scheduler()
{
    stop();
}

void Scheduler::add(Schedule schedule)
{
    m_programs.append(std::move(schedule));
}

Result<void> Scheduler::start()
{
    for (const Schedule &schedule : std::as_const(m_programs)) {
        const auto put = [&](PgConnection &connection) -> Result<void> {
            RAWI_ASSIGN(PgTransaction transaction, PgTransaction::begin(connection));
            RAWI_TRY(ScheduleStore::put(connection, schedule, m_clock.nowMs()));
            return transaction.commit();
        };
        RAWI_TRY(m_pool.with<void>(put));
    }
    m_signal.begin();
    m_thread.reset(QThread::create([this] { run(); }));
    m_thread->setObjectName(u"schedules"_s);
    m_thread->start();
    return {};
}

void Scheduler::stop()
{
    m_signal.end();
    if (m_thread) {
        m_thread->wait();
        m_thread.reset();
    }
}

void Scheduler::wake()
{
    m_signal.wake();
}

Result<int> Scheduler::fireDue()
{
    RAWI_ASSIGN(const QStringList due, m_store.due(m_queue.kinds(), m_clock.nowMs()));
    int fired = 0;
    std::optional<Error> failed;
    for (const QString &name : due) {
        const Result<std::optional<Firing>> firing = m_store.fire(name, m_queue.events(), m_clock.nowMs());
        if (!firing) { // keeps its slot, and never holds the others back
            failed = Error{firing.error().code, u"schedule/"_s + name, firing.error().toString(), SubjectKind::Record};
        } else if (*firing) {
            ++fired;
            m_queue.wake();
        }
    }
    return failed ? Result<int>(*failed) : fired;
}

Result<Schedule> Scheduler::change(const QString &name, const ScheduleChange &change, const CommandContext &who)
{
    RAWI_ASSIGN(Schedule changed, m_store.change(name, change, who, m_clock.nowMs()));
    wake();
    return changed;
}

void Scheduler::run()
{
    while (!m_signal.isEnding()) {
        const quint64 seen = m_signal.wakes();
        qint64 waitMs = kPollMs; // also when something failed
        const Result<int> fired = fireDue();
        const Result<std::optional<qint64>> next = fired ? m_store.nextDue(m_queue.kinds()) : std::optional<qint64>();
        if (!fired || !next) {
            qCWarning(lcServer) << "schedules:" << (fired ? next.error() : fired.error()).toString();
        } else if (*next) {
            waitMs = std::clamp<qint64>(**next - m_clock.nowMs(), 0, kPollMs);
        }
        m_signal.wait(seen, std::chrono::milliseconds(waitMs));
    }
}

} // namespace rawi::server
