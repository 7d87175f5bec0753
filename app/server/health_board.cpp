#include "app/server/health_board.h"

namespace rawi::server {

HealthBoard::HealthBoard(std::function<Look()> look) : m_look(std::move(look)) {}

HealthBoard::~HealthBoard()
{
    stop();
}

void HealthBoard::start()
{
    look();
    m_signal.begin();
    m_thread = std::thread([this] {
        while (!m_signal.waitForEnd(kEvery)) {
            look();
        }
    });
}

void HealthBoard::stop()
{
    m_signal.end();
    if (m_thread.joinable()) {
        m_thread.join();
    }
}

Reply HealthBoard::reply() const
{
    const std::lock_guard lock(m_mutex);
    QJsonObject told = m_last.told;
    const bool isStale = std::chrono::steady_clock::now() - m_at > kStale;
    if (isStale) {
        told.insert(u"status"_s, u"late"_s);
    }
    return Reply::json(told, m_last.ok && !isStale ? 200 : 503);
}

void HealthBoard::look()
{
    Look found = m_look();
    const std::lock_guard lock(m_mutex);
    m_last = std::move(found);
    m_at = std::chrono::steady_clock::now();
}

} // namespace rawi::server
