#include "sync-server/gateway/worker_pool.h"

#include <algorithm>

namespace rawi::server {

WorkerPool::WorkerPool(int threads, size_t maxQueued, int perCaller) : m_maxQueued(maxQueued), m_perCaller(perCaller)
{
    for (int i = 0; i < std::max(1, threads); ++i) {
        m_threads.emplace_back([this] { run(); });
    }
}

WorkerPool::~WorkerPool()
{
    stop();
}

WorkerPool::Submitted WorkerPool::submit(std::function<void()> job, const std::string &caller)
{
    bool mayRunNow = false;
    {
        const std::lock_guard lock(m_mutex);
        if (m_stopped || m_queued >= m_maxQueued) {
            return Submitted::PoolFull;
        }
        Caller &its = m_callers[caller];
        if (!caller.empty() && its.jobs.size() >= kMostQueuedOfCaller) {
            return Submitted::CallerFull;
        }
        if (its.jobs.empty()) {
            m_turns.push_back(caller);
        }
        its.jobs.push_back(std::move(job));
        ++m_queued;
        mayRunNow = mayRun(caller, its);
    }
    if (mayRunNow) { // otherwise the thread that ends one of its jobs takes this one
        m_wake.notify_one();
    }
    return Submitted::Queued;
}

void WorkerPool::stop()
{
    std::map<std::string, Caller> dropped;
    {
        const std::lock_guard lock(m_mutex);
        m_stopped = true;
        for (auto &[name, caller] : m_callers) {
            dropped[name].jobs.swap(caller.jobs);
        }
        m_turns.clear();
        m_queued = 0;
    }
    m_wake.notify_all();
    for (std::thread &one : m_threads) {
        one.join();
    }
    m_threads.clear();
}

size_t WorkerPool::queued() const
{
    const std::lock_guard lock(m_mutex);
    return m_queued;
}

bool WorkerPool::mayRun(const std::string &name, const Caller &caller) const
{
    return m_perCaller == 0 || name.empty() || caller.running < m_perCaller;
}

std::deque<std::string>::iterator WorkerPool::nextTurn()
{
    return std::find_if(m_turns.begin(), m_turns.end(),
                        [this](const std::string &name) { return mayRun(name, m_callers.at(name)); });
}

void WorkerPool::run()
{
    std::unique_lock lock(m_mutex);
    for (;;) {
        auto turn = m_turns.end();
        m_wake.wait(lock, [&] { return m_stopped || (turn = nextTurn()) != m_turns.end(); });
        if (m_stopped) {
            return;
        }
        const std::string name = *turn;
        m_turns.erase(turn);
        Caller &caller = m_callers.at(name);
        std::function<void()> job = std::move(caller.jobs.front());
        caller.jobs.pop_front();
        --m_queued;
        ++caller.running;
        if (!caller.jobs.empty()) {
            m_turns.push_back(name);
        }
        if (nextTurn() != m_turns.end()) {
            m_wake.notify_one(); // this thread takes but one of what became runnable
        }
        lock.unlock();
        job();
        job = nullptr; // what it captured goes before the next wait, not after
        lock.lock();
        const auto its = m_callers.find(name);
        if (--its->second.running == 0 && its->second.jobs.empty()) {
            m_callers.erase(its);
        }
    }
}

} // namespace rawi::server
