#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace rawi::server {

// Threads that run jobs which may block, first come first served; submit() is safe from any thread.
class WorkerPool {
public:
    WorkerPool(int threads, size_t maxQueued);
    ~WorkerPool();
    WorkerPool(const WorkerPool &) = delete;
    WorkerPool &operator=(const WorkerPool &) = delete;

    // False when the queue is full or the pool was stopped; the job is then not run.
    bool submit(std::function<void()> job);
    // Lets running jobs finish, drops the queued ones, joins. May be called twice.
    void stop();

private:
    void run();

    const size_t m_maxQueued;
    std::mutex m_mutex;
    std::condition_variable m_wake;
    std::deque<std::function<void()>> m_jobs;
    bool m_stopped = false;
    std::vector<std::thread> m_threads;
};

} // namespace rawi::server
