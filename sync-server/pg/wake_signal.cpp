#include "sync-server/pg/wake_signal.h"

namespace rawi::server {

void WakeSignal::begin()
{
    const std::lock_guard lock(m_mutex);
    m_ending = false;
}

void WakeSignal::end()
{
    {
        const std::lock_guard lock(m_mutex);
        m_ending = true;
    }
    m_changed.notify_all();
}

bool WakeSignal::isEnding() const
{
    const std::lock_guard lock(m_mutex);
    return m_ending;
}

void WakeSignal::wake()
{
    {
        const std::lock_guard lock(m_mutex);
        ++m_wakes;
    }
    m_changed.notify_all();
}

quint64 WakeSignal::wakes() const
{
    const std::lock_guard lock(m_mutex);
    return m_wakes;
}

void WakeSignal::wait(quint64 seen, std::chrono::milliseconds longest)
{
    std::unique_lock lock(m_mutex);
    m_changed.wait_for(lock, longest, [&] { return m_ending || m_wakes != seen; });
}

bool WakeSignal::waitForEnd(std::chrono::milliseconds longest)
{
    std::unique_lock lock(m_mutex);
    return m_changed.wait_for(lock, longest, [&] { return m_ending; });
}

} // namespace rawi::server
