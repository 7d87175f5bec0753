#pragma once

#include <QtGlobal>

namespace rawi {

// Where the time comes from. Tests use ManualClock (tests/support).
class Clock {
public:
    virtual ~Clock() = default;
    // Milliseconds since 1970-01-01T00:00:00Z.
    virtual qint64 nowMs() const = 0;
};

class SystemClock final : public Clock {
public:
    qint64 nowMs() const override;
};

} // namespace rawi
