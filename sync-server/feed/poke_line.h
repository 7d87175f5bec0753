#pragma once

#include "sync-server/feed/feed_commit.h"
#include "sync-server/feed/neighbour_line.h"

#include <chrono>
#include <condition_variable>
#include <mutex>
#include <optional>
#include <thread>

namespace rawi::server {

class Hub;

// How long pokes are gathered after one went out: in proportion to those who are woken by it, so that an edit is seen at
// once in a newsroom of twenty desks and a thousand desks are woken twenty times a second at most. 2 to 50 ms.
std::chrono::microseconds pokePause(int sockets);

// Tells the hub what was committed: at once after a pause, gathered until it is over. Thread-safe; has a thread of its own.
class PokeLine {
public:
    PokeLine();
    ~PokeLine();
    void setHub(Hub *hub);
    // From now on other servers of this database are told, and what they commit is told to the hub.
    void meetNeighbours(const QString &conninfo);
    // Commits must be announced in feed order.
    void announce(const CommitPlace &place, const QList<RowChange> &changes);

private:
    struct Pending {
        CommitPlace place;
        std::string changes; // JSON objects between commas
        bool tooLarge = false;
        bool isOwn = false; // some of it was committed here
    };
    void add(const CommitPlace &place, const QList<RowChange> &changes);
    void hear(const FeedHead &head);
    void publish();
    void run();

    std::mutex m_mutex;
    std::condition_variable m_wake;
    Hub *m_hub = nullptr;
    std::optional<Pending> m_pending;
    std::chrono::steady_clock::time_point m_due; // nothing is told sooner
    bool m_ending = false;
    std::thread m_thread;
    std::unique_ptr<NeighbourLine> m_neighbours; // its thread calls hear(): goes first, after m_thread was joined
};

} // namespace rawi::server
