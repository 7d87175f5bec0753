#pragma once

#include <condition_variable>
#include <mutex>
#include <string>
#include <thread>

namespace rawi::server {

struct AccessEntry {
    std::string_view id;
    std::string_view method;
    std::string_view path; // without the query: it may hold a token
    int status = 0;
    double ms = 0;
    std::string_view peer;
    std::string_view user; // empty when nobody is signed in
};

// Writes one JSON line a request to standard error from a thread of its own, so that a full pipe never holds
// an io thread; write() is safe from any thread. Beyond 8 MiB waiting, lines are dropped and counted.
class AccessLog {
public:
    AccessLog();
    ~AccessLog(); // writes what waits
    void write(const AccessEntry &entry);

private:
    void run();

    std::mutex m_mutex;
    std::condition_variable m_wake;
    std::string m_waiting;
    size_t m_dropped = 0;
    bool m_stopped = false;
    std::thread m_thread;
};

// Appends text as a quoted JSON string (RFC 8259 §7); bytes that are not ASCII are passed on as they are.
void appendJsonString(std::string &out, std::string_view text);

} // namespace rawi::server
