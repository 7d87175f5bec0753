#include "sync-server/gateway/rate_limiter.h"

#include <algorithm>
#include <cmath>

namespace rawi::server {

namespace {

// Beyond this many keys the ones that no longer matter are thrown away.
constexpr size_t kManyKeys = 10'000;

} // namespace

int RateLimiter::admitLogin(const std::string &address, Time now)
{
    const std::lock_guard lock(m_mutex);
    const auto it = m_logins.find(address);
    if (it == m_logins.end()) {
        return 0;
    }
    std::deque<Time> &failures = it->second;
    while (!failures.empty() && now - failures.front() >= kLoginWindow) {
        failures.pop_front();
    }
    if (failures.size() < kLoginFailures) {
        return 0;
    }
    const auto wait = kLoginWindow - (now - failures.front());
    return std::max(1, static_cast<int>(std::ceil(std::chrono::duration<double>(wait).count())));
}

void RateLimiter::loginFailed(const std::string &address, Time now)
{
    const std::lock_guard lock(m_mutex);
    if (m_logins.size() > kManyKeys) {
        std::erase_if(m_logins, [now](const auto &one) {
            return one.second.empty() || now - one.second.back() >= kLoginWindow;
        });
    }
    m_logins[address].push_back(now);
}

int RateLimiter::admit(const std::string &key, double perSecond, Time now)
{
    const std::lock_guard lock(m_mutex);
    if (m_buckets.size() > kManyKeys) {
        std::erase_if(m_buckets, [now](const auto &one) { return now - one.second.at > std::chrono::seconds(5); });
    }
    auto [it, isNew] = m_buckets.try_emplace(key, Bucket{2 * perSecond, now});
    Bucket &bucket = it->second;
    const double passed = std::chrono::duration<double>(now - bucket.at).count();
    bucket.tokens = std::min(2 * perSecond, bucket.tokens + passed * perSecond);
    bucket.at = now;
    if (bucket.tokens < 1) {
        return 1;
    }
    bucket.tokens -= 1;
    return 0;
}

} // namespace rawi::server
