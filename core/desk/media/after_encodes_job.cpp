#include "core/desk/media/after_encodes_job.h"

#include "core/base/log.h"

namespace rawi {

AfterEncodesJob::AfterEncodesJob(EncodeQueue &queue, QObject *parent) : QObject(parent), m_queue(queue)
{
    constexpr int kNoticeMs = 60'000;
    m_notice.setSingleShot(true);
    m_notice.setInterval(kNoticeMs);
    connect(&m_notice, &QTimer::timeout, this, &AfterEncodesJob::act);
    connect(&queue, &EncodeQueue::ranDry, this, &AfterEncodesJob::runDry);
    connect(&queue, &EncodeQueue::limitsChanged, this, &AfterEncodesJob::callOff);
    connect(&queue, &EncodeQueue::jobsReset, this, [this] {
        if (m_notice.isActive() && m_queue.totals().open > 0) {
            callOff();
        }
    });
    connect(&m_sleep, &SleepClient::failed, this, &AfterEncodesJob::failed);
}

void AfterEncodesJob::setNoticeMs(int ms)
{
    m_notice.setInterval(ms);
}

void AfterEncodesJob::runDry()
{
    if (m_queue.limits().after != AfterEncodes::Nothing) {
        m_notice.start();
        Q_EMIT coming(m_queue.limits().after, m_notice.interval() / 1000);
    }
}

void AfterEncodesJob::callOff()
{
    if (m_notice.isActive()) {
        m_notice.stop();
        Q_EMIT calledOff();
    }
}

void AfterEncodesJob::act()
{
    const AfterEncodes after = m_queue.limits().after;
    EncodeLimits limits = m_queue.limits();
    limits.after = AfterEncodes::Nothing;
    if (const auto kept = m_queue.setLimits(limits); !kept.ok()) {
        qCWarning(lcDesk) << "encode limits:" << kept.error().toString();
    }
    if (after == AfterEncodes::Sleep) {
        m_sleep.sleep();
    } else if (after == AfterEncodes::Quit) {
        Q_EMIT quitWanted();
    }
}

} // namespace rawi
