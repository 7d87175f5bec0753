#include "sync-server/outgoing/circuit_breaker.h"

#include "core/base/clock.h"

#include <algorithm>

namespace rawi::server {

CircuitBreakers::CircuitBreakers(const Clock &clock, const BreakerLimits &limits) : m_clock(clock), m_limits(limits) { }

Result<CircuitBreakers::Pass> CircuitBreakers::enter(const QString &host)
{
    const std::lock_guard lock(m_mutex);
    if (!m_hosts.contains(host)) {
        makeRoom();
    }
    Host &one = m_hosts[host];
    const qint64 now = m_clock.nowMs();
    one.usedMs = now;
    if (one.openUntilMs > now || one.isTried) {
        const qint64 seconds = std::max<qint64>(1, (one.openUntilMs - now + 999) / 1000);
        return Error{ErrorCode::ServerUnavailable, host,
                     u"it failed %1 times one after another and is left alone for %2 s more"_s.arg(one.failures).arg(seconds)};
    }
    one.isTried = one.openUntilMs > 0;
    return Pass(*this, host, one.isTried);
}

// Forgets the host that was longest not called.
void CircuitBreakers::makeRoom()
{
    if (m_hosts.size() < kMostHosts) {
        return;
    }
    const auto oldest = std::min_element(m_hosts.begin(), m_hosts.end(), [](const auto &a, const auto &b) {
        return std::pair(a.second.isTried, a.second.usedMs) < std::pair(b.second.isTried, b.second.usedMs);
    });
    m_hosts.erase(oldest);
}

void CircuitBreakers::settle(const QString &host, bool isTrial, std::optional<bool> isFine)
{
    const std::lock_guard lock(m_mutex);
    const auto found = m_hosts.find(host);
    if (found == m_hosts.end()) {
        return;
    }
    Host &one = found->second;
    one.isTried = one.isTried && !isTrial;
    if (!isFine) {
        return;
    }
    if (*isFine) {
        one = Host{.usedMs = one.usedMs, .isTried = one.isTried};
        return;
    }
    ++one.failures;
    // Calls that began before it opened count, but do not lengthen the pause.
    if (isTrial || (one.openUntilMs == 0 && one.failures >= m_limits.failures)) {
        one.openedForMs = one.openedForMs == 0 ? m_limits.openMs : std::min(one.openedForMs * 2, m_limits.longestOpenMs);
        one.openUntilMs = m_clock.nowMs() + one.openedForMs;
    }
}

QList<CircuitBreakers::HostState> CircuitBreakers::states() const
{
    const std::lock_guard lock(m_mutex);
    const qint64 now = m_clock.nowMs();
    QList<HostState> states;
    for (const auto &[name, host] : m_hosts) {
        const BreakerState state = host.openUntilMs == 0 ? BreakerState::Closed
            : host.openUntilMs > now                     ? BreakerState::Open
                                                         : BreakerState::HalfOpen;
        states.append({name, state, host.failures, state == BreakerState::Open ? host.openUntilMs : 0});
    }
    return states;
}

CircuitBreakers::Pass::~Pass()
{
    if (m_owner) {
        m_owner->settle(m_host, m_isTrial, std::nullopt);
    }
}

void CircuitBreakers::Pass::succeeded()
{
    std::exchange(m_owner, nullptr)->settle(m_host, m_isTrial, true);
}

void CircuitBreakers::Pass::failed()
{
    std::exchange(m_owner, nullptr)->settle(m_host, m_isTrial, false);
}

} // namespace rawi::server
