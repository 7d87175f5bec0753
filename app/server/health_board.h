#pragma once

#include "sync-server/gateway/http.h"
#include "sync-server/pg/wake_signal.h"

#include <functional>
#include <mutex>
#include <thread>

namespace rawi::server {

// What the server says of its health: looked up by a thread of its own every kEvery, so that an answer is there at once,
// however busy database and workers are. Thread-safe.
class HealthBoard {
public:
    static constexpr std::chrono::milliseconds kEvery{100}; // a database that is back within a second was away
    static constexpr std::chrono::seconds kStale{10};

    // Whether all is well, and what is told of it.
    struct Look {
        bool ok = false;
        QJsonObject told;
    };

    explicit HealthBoard(std::function<Look()> look);
    ~HealthBoard();
    void start(); // with a first look
    void stop();
    // 200 or 503. A look that takes longer than kStale is no health: 503, with what was known before it.
    Reply reply() const;

private:
    void look();

    const std::function<Look()> m_look;
    WakeSignal m_signal;
    std::thread m_thread;
    mutable std::mutex m_mutex;
    Look m_last;
    std::chrono::steady_clock::time_point m_at;
};

} // namespace rawi::server
