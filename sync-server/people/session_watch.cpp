#include "sync-server/people/session_watch.h"

namespace rawi::server {

SessionWatch::SessionWatch(SessionStore &sessions, Hub &hub) : m_sessions(sessions), m_hub(hub) {}

SessionWatch::~SessionWatch()
{
    stop();
}

void SessionWatch::start()
{
    m_signal.begin();
    m_thread = std::thread([this] { run(); });
}

void SessionWatch::stop()
{
    m_signal.end();
    if (m_thread.joinable()) {
        m_thread.join();
    }
}

void SessionWatch::run()
{
    while (!m_signal.waitForEnd(kEvery)) {
        const QSet<QUuid> open = m_hub.sessions();
        if (open.isEmpty()) {
            continue;
        }
        // Without a database nobody can say; the sockets stay, as they carry nothing new then.
        if (const Result<QSet<QUuid>> alive = m_sessions.alive(open)) {
            for (const QUuid &session : open - *alive) {
                m_hub.dropSession(session);
            }
        }
    }
}

} // namespace rawi::server
