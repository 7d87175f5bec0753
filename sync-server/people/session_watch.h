#pragma once

#include "sync-server/gateway/edge.h"
#include "sync-server/people/session_store.h"
#include "sync-server/pg/wake_signal.h"

#include <thread>

namespace rawi::server {

// Cuts the WebSockets whose session has ended, whoever ended it: another server of this database, the command line, a
// refresh token used twice, time. Looks every kEvery; the thread is its own.
class SessionWatch {
public:
    static constexpr std::chrono::seconds kEvery{2};

    SessionWatch(SessionStore &sessions, Hub &hub);
    ~SessionWatch();
    void start();
    void stop();

private:
    void run();

    SessionStore &m_sessions;
    Hub &m_hub;
    WakeSignal m_signal;
    std::thread m_thread;
};

} // namespace rawi::server
