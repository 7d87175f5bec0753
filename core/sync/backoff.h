#pragma once

namespace rawi {

// Full-jitter back-off: a random delay below a cap that doubles from 0.5 to 15 s with each failure.
class Backoff {
public:
    // Milliseconds to wait before the next attempt.
    int nextMs();
    void reset() { m_failures = 0; }

private:
    int m_failures = 0;
};

} // namespace rawi
