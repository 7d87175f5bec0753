#pragma once

#include <QtGlobal>

#include <chrono>
#include <condition_variable>
#include <mutex>

namespace rawi::server {

// For threads that work off a table: they sleep until somebody put something there, until it is time to look anyway, or until
// they shall end. Thread-safe.
class WakeSignal {
public:
    void begin(); // before the threads start
    void end();
    bool isEnding() const;
    void wake();
    // Taken before a look, so that nothing that comes during it is slept over.
    quint64 wakes() const;
    // Until woken since `seen`, or ending; `longest` at most.
    void wait(quint64 seen, std::chrono::milliseconds longest);
    // Whether the end came within `longest`.
    bool waitForEnd(std::chrono::milliseconds longest);

private:
    mutable std::mutex m_mutex;
    std::condition_variable m_changed;
    quint64 m_wakes = 0;
    bool m_ending = false;
};

} // namespace rawi::server
