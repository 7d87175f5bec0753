#include "sync-server/jobs/job_lease.h"

#include "sync-server/jobs/job_queue.h"

#include <algorithm>

namespace rawi::server {

namespace {

constexpr auto kWrite = std::chrono::seconds(5); // also how soon a job cancelled on another server ends here
constexpr auto kTell = std::chrono::seconds(1);

} // namespace

JobLease::JobLease(JobQueue &queue, Job job) : m_queue(queue), m_job(std::move(job)) { }

Result<void> JobLease::progress(int permille)
{
    RAWI_TRY(m_queue.goesOn(m_job));
    m_permille = std::clamp(permille, 0, 1000);
    const auto now = std::chrono::steady_clock::now();
    const auto since = now - m_writtenAt;
    if (since < kTell || (m_permille == m_written && since < kWrite)) {
        return {};
    }
    RAWI_TRY(m_queue.m_leases.renew(m_job, m_permille));
    m_writtenAt = now;
    if (m_permille != std::exchange(m_written, m_permille)) {
        m_job.permille = m_permille;
        m_queue.announce(m_job);
    }
    return {};
}

bool JobLease::isCancelled() const
{
    return m_queue.isCancelled(m_job.id);
}

Result<QJsonObject> JobLease::once(const QString &step, const Effect &effect)
{
    return m_queue.m_pool.with<QJsonObject>([&](PgConnection &connection) -> Result<QJsonObject> {
        RAWI_ASSIGN(PgTransaction transaction, PgTransaction::begin(connection));
        RAWI_ASSIGN(const std::optional<QJsonObject> done, JobStore::beginStep(connection, m_job, step));
        if (done) {
            return *done;
        }
        RAWI_ASSIGN(QJsonObject answer, effect(connection));
        RAWI_TRY(JobStore::endStep(connection, m_job, step, answer));
        RAWI_TRY(transaction.commit());
        return answer;
    });
}

QString JobLease::effectKey(const QString &step) const
{
    return uuidText(m_job.id) + u'/' + step;
}

} // namespace rawi::server
