#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <map>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace rawi::server {

// Threads that run jobs which may block. Callers take turns, each first come first served, and no caller has more than
// `perCaller` threads at once: what one of them asks for in bulk does not hold up the others. Safe from any thread.
class WorkerPool {
public:
    enum class Submitted { Queued, PoolFull, CallerFull };

    WorkerPool(int threads, size_t maxQueued, int perCaller = 0);
    ~WorkerPool();
    WorkerPool(const WorkerPool &) = delete;
    WorkerPool &operator=(const WorkerPool &) = delete;

    // `caller`: a session or an address; an empty one is bounded by the pool alone. PoolFull also when the pool was
    // stopped. A job that was not queued is not run.
    Submitted submit(std::function<void()> job, const std::string &caller = {});
    // Lets running jobs finish, drops the queued ones, joins. May be called twice.
    void stop();
    size_t queued() const;

    static constexpr size_t kMostQueuedOfCaller = 256;

private:
    struct Caller {
        std::deque<std::function<void()>> jobs;
        int running = 0;
    };

    void run();
    bool mayRun(const std::string &name, const Caller &caller) const;
    // The next caller's turn, or the end when none may run now.
    std::deque<std::string>::iterator nextTurn();

    const size_t m_maxQueued;
    const int m_perCaller; // 0 = no bound
    mutable std::mutex m_mutex;
    std::condition_variable m_wake;
    std::map<std::string, Caller> m_callers; // those with jobs queued or running
    std::deque<std::string> m_turns;         // those with jobs queued, each once
    size_t m_queued = 0;
    bool m_stopped = false;
    std::vector<std::thread> m_threads;
};

} // namespace rawi::server
