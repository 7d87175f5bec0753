#pragma once

#include "core/base/clock.h"

#include <atomic>

namespace rawi::test {

// A clock that goes only when it is told to; may be read from any thread.
class ManualClock final : public Clock {
public:
    explicit ManualClock(qint64 startMs = 1763697600000) : m_now(startMs) { } // 2025-11-21T04:00:00Z
    qint64 nowMs() const override { return m_now; }
    void advance(qint64 ms) { m_now += ms; }

private:
    std::atomic<qint64> m_now;
};

} // namespace rawi::test
