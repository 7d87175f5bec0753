#pragma once

#include "sync-server/feed/command_service.h"
#include "sync-server/pg/pg.h"

#include <atomic>
#include <functional>
#include <thread>

namespace rawi::server {

// Servers of one database tell each other that the feed grew, by LISTEN and NOTIFY on a connection of its own, never in a
// commit's transaction (a NOTIFY there makes all commits of the database wait for each other). Has a thread of its own.
class NeighbourLine {
public:
    // The feed's head after a neighbour told, or when the connection was made (again): what was told meanwhile is lost.
    // Called on the line's thread.
    using Told = std::function<void(const FeedHead &)>;

    NeighbourLine(QString conninfo, Told told);
    ~NeighbourLine();
    NeighbourLine(const NeighbourLine &) = delete;
    NeighbourLine &operator=(const NeighbourLine &) = delete;
    // Whether another server of this database runs now.
    static Result<bool> hasNeighbours(PgConnection &connection);
    // The neighbours are told soon; never waits. Any thread.
    void tell();

private:
    void run();
    Result<void> talk();
    void wake() const;

    QString m_conninfo;
    Told m_told;
    int m_wakeFd;
    std::atomic<bool> m_toTell{false};
    std::atomic<bool> m_ending{false};
    std::thread m_thread;
};

} // namespace rawi::server
