#pragma once

#include "core/base/result.h"

#include <condition_variable>
#include <mutex>
#include <thread>

namespace rawi {

// Brings the write-ahead log of a replica to the disk, on a thread of its own: what was committed until ask() outlives a
// power cut when wait() answers. As `PRAGMA synchronous = FULL` does it, but neither the window nor the push of an edit
// waits for the disk; who acknowledges an edit to somebody outside does. Several commits share one fdatasync.
class LogSync {
public:
    explicit LogSync(const QString &path); // of the database
    ~LogSync();
    LogSync(const LogSync &) = delete;
    LogSync &operator=(const LogSync &) = delete;

    void ask();
    // Errors: IoError, naming the file; from the first one on, because what is written after a gap in the log is not found either.
    Result<void> wait();

private:
    void run();

    const QString m_path;
    std::mutex m_mutex;
    std::condition_variable m_changed;
    quint64 m_asked = 0;
    quint64 m_done = 0;
    bool m_ending = false;
    Result<void> m_failure; // the last one, if any
    std::thread m_thread; // from the first ask() on
};

} // namespace rawi
