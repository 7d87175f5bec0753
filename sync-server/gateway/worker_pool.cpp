#include "sync-server/gateway/worker_pool.h"

#include <algorithm>

namespace rawi::server {

WorkerPool::WorkerPool(int threads, size_t maxQueued) : m_maxQueued(maxQueued)
{
    for (int i = 0; i < std::max(1, threads); ++i) {
        m_threads.emplace_back([this] { run(); });
    }
}

WorkerPool::~WorkerPool()
{
    stop();
}

bool WorkerPool::submit(std::function<void()> job)
{
    {
        const std::lock_guard lock(m_mutex);
        if (m_stopped || m_jobs.size() >= m_maxQueued) {
            return false;
        }
        m_jobs.push_back(std::move(job));
    }
    m_wake.notify_one();
    return true;
}

void WorkerPool::stop()
{
    std::deque<std::function<void()>> dropped;
    {
        const std::lock_guard lock(m_mutex);
        m_stopped = true;
        dropped.swap(m_jobs);
    }
    m_wake.notify_all();
    for (std::thread &one : m_threads) {
        one.join();
    }
    m_threads.clear();
}

void WorkerPool::run()
{
    std::unique_lock lock(m_mutex);
    for (;;) {
        m_wake.wait(lock, [this] { return m_stopped || !m_jobs.empty(); });
        if (m_stopped) {
            return;
        }
        std::function<void()> job = std::move(m_jobs.front());
        m_jobs.pop_front();
        lock.unlock();
        job();
        job = nullptr; // what it captured goes before the next wait, not after
        lock.lock();
    }
}

} // namespace rawi::server
