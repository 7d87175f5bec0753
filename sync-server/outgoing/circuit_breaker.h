#pragma once

#include "core/base/result.h"

#include <QList>

#include <map>
#include <mutex>

namespace rawi {
class Clock;
}

namespace rawi::server {

// Closed: calls go out. Open: the host failed again and again and is left alone for a while. Half-open: that while is
// over, one call tries.
enum class BreakerState { Closed, Open, HalfOpen };

struct BreakerLimits {
    int failures = 5;              // one after another
    qint64 openMs = 30'000;        // doubled each time a trial fails
    qint64 longestOpenMs = 600'000;
};

// A circuit breaker for each host, so that one that is down costs neither threads nor time. Thread-safe; remembers at
// most kMostHosts.
class CircuitBreakers {
public:
    static constexpr size_t kMostHosts = 500;

    CircuitBreakers(const Clock &clock, const BreakerLimits &limits);

    // The right to make one call; ends with the verdict on it. Without one the host is judged by the next call.
    class Pass {
    public:
        Pass(CircuitBreakers &owner, QString host, bool isTrial)
            : m_owner(&owner), m_host(std::move(host)), m_isTrial(isTrial)
        {
        }
        Pass(Pass &&other) noexcept
            : m_owner(std::exchange(other.m_owner, nullptr)), m_host(std::move(other.m_host)), m_isTrial(other.m_isTrial)
        {
        }
        Pass &operator=(Pass &&) = delete;
        ~Pass();
        void succeeded();
        void failed();

    private:
        CircuitBreakers *m_owner;
        QString m_host;
        bool m_isTrial; // of the half-open state
    };
    // Errors: ServerUnavailable (subject: the host) while it is left alone, saying for how long.
    Result<Pass> enter(const QString &host);

    struct HostState {
        QString host;
        BreakerState state = BreakerState::Closed;
        int failures = 0;       // since the last success
        qint64 openUntilMs = 0; // of an open one
    };
    // Every host that was called, by name.
    QList<HostState> states() const;

private:
    struct Host {
        int failures = 0;
        qint64 openUntilMs = 0; // 0 = closed
        qint64 openedForMs = 0;
        qint64 usedMs = 0;
        bool isTried = false; // the trial is under way
    };
    void makeRoom();
    void settle(const QString &host, bool isTrial, std::optional<bool> isFine);

    const Clock &m_clock;
    const BreakerLimits m_limits;
    mutable std::mutex m_mutex;
    std::map<QString, Host> m_hosts;
};

} // namespace rawi::server
