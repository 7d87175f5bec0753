#pragma once

#include "sync-server/feed/feed_commit.h"

#include <condition_variable>
#include <mutex>
#include <optional>
#include <thread>

namespace rawi::server {

class Hub;

// Tells the hub what was committed: at once after a quiet moment, gathered for 50 ms under load. Thread-safe; has a
// thread of its own.
class PokeLine {
public:
    PokeLine();
    ~PokeLine();
    void setHub(Hub *hub);
    // Commits must be announced in feed order.
    void announce(const CommitPlace &place, const QList<RowChange> &changes);

private:
    struct Pending {
        CommitPlace place;
        std::string changes; // JSON objects between commas
        bool tooLarge = false;
    };
    void add(const CommitPlace &place, const QList<RowChange> &changes);
    void publish();
    void run();

    std::mutex m_mutex;
    std::condition_variable m_wake;
    Hub *m_hub = nullptr;
    std::optional<Pending> m_pending;
    std::chrono::steady_clock::time_point m_last;
    bool m_ending = false;
    std::thread m_thread;
};

} // namespace rawi::server
