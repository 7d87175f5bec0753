#pragma once

#include <chrono>
#include <deque>
#include <mutex>
#include <string>
#include <unordered_map>

namespace rawi::server {

// Counts failed logins of an address and requests of a session; thread-safe. Times are given by the caller.
class RateLimiter {
public:
    using Time = std::chrono::steady_clock::time_point;

    static constexpr int kLoginFailures = 5; // a minute and address (shared/spec, authentication)
    static constexpr std::chrono::seconds kLoginWindow{60};
    // A runaway script is slowed; a desk or a bench is not. A commit costs more than a read.
    static constexpr double kReadsPerSecond = 20'000;
    static constexpr double kWritesPerSecond = 600;

    // Seconds to wait before the address may try again; 0 = go on. Only failures count, so that a newsroom behind
    // one address signs in at once; what slips through meanwhile is bounded by the number of workers.
    int admitLogin(const std::string &address, Time now);
    void loginFailed(const std::string &address, Time now);

    // Seconds to wait; 0 = go on. The bucket of a key holds two seconds' worth.
    int admit(const std::string &key, double perSecond, Time now);

private:
    struct Bucket {
        double tokens = 0;
        Time at;
    };

    std::mutex m_mutex;
    std::unordered_map<std::string, std::deque<Time>> m_logins;
    std::unordered_map<std::string, Bucket> m_buckets;
};

} // namespace rawi::server
