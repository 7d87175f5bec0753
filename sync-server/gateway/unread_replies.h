#pragma once

#include <mutex>
#include <string>
#include <unordered_map>

namespace rawi::server {

// How many bytes of replies wait to be read by each caller, so that somebody who asks and does not read cannot fill the
// server's memory. Thread-safe.
class UnreadReplies {
public:
    // More is not made for a caller until it has read some.
    static constexpr size_t kMostOfCaller = size_t(16) << 20;
    static constexpr size_t kCounted = size_t(64) << 10; // smaller replies are not worth the counting

    void add(const std::string &caller, size_t bytes)
    {
        const std::lock_guard lock(m_mutex);
        m_bytes[caller] += bytes;
    }
    void remove(const std::string &caller, size_t bytes)
    {
        const std::lock_guard lock(m_mutex);
        const auto its = m_bytes.find(caller);
        if (its != m_bytes.end() && (its->second -= bytes) == 0) {
            m_bytes.erase(its);
        }
    }
    bool isFull(const std::string &caller) const
    {
        const std::lock_guard lock(m_mutex);
        const auto its = m_bytes.find(caller);
        return its != m_bytes.end() && its->second >= kMostOfCaller;
    }

private:
    mutable std::mutex m_mutex;
    std::unordered_map<std::string, size_t> m_bytes;
};

} // namespace rawi::server
