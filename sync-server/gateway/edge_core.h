#pragma once

#include "sync-server/gateway/access_log.h"
#include "sync-server/gateway/connection_book.h"
#include "sync-server/gateway/edge_metrics.h"
#include "sync-server/gateway/request_gate.h"
#include "sync-server/gateway/unread_replies.h"
#include "sync-server/gateway/worker_pool.h"

#include <atomic>
#include <chrono>
#include <mutex>

namespace rawi::server {

// Limits of the edge (shared/design/server.md, "Shape").
inline constexpr uint32_t kMaxHeader = 16u << 10;
inline constexpr uint64_t kMaxJsonBody = 8u << 20;
inline constexpr uint64_t kMaxAnonymousBody = 64u << 10; // a login form; nobody vouches for the sender yet
inline constexpr size_t kUploadPiece = 256u << 10;
inline constexpr size_t kUploadReadBuffer = 128u << 10; // a growing read buffer made uploads cost 5×
inline constexpr size_t kMaxBuffered = 2 * kMaxHeader; // what is read ahead of a request
inline constexpr size_t kMaxMessage = 1u << 20;
inline constexpr size_t kMaxMessageQueue = 1u << 20;
inline constexpr std::chrono::seconds kHeaderTime{30};
inline constexpr std::chrono::seconds kIdleTime{60};
inline constexpr std::chrono::seconds kHandshakeTime{5};
inline constexpr std::chrono::seconds kSocketIdleTime{50}; // Beast pings at half of it: 25 s
inline constexpr std::chrono::milliseconds kFlushTick{15};
inline constexpr std::chrono::microseconds kFlushPauseOfSocket{30};
inline constexpr std::string_view kWebSocketPath = "/api/v1/ws";

// As many as the descriptors that this process may open leave beside files, the database and the media worker.
size_t mostConnections();

// What links begin with; changed while requests are answered. Thread-safe.
class PublicUrl {
public:
    explicit PublicUrl(std::string url) : m_url(std::move(url)) {}
    std::string get() const
    {
        const std::lock_guard lock(m_mutex);
        return m_url;
    }
    void set(const std::string &url)
    {
        const std::lock_guard lock(m_mutex);
        m_url = url;
    }

private:
    mutable std::mutex m_mutex;
    std::string m_url;
};

// What every connection of an edge shares; its members are safe from any thread.
struct EdgeCore {
    EdgeCore(const EdgeConfig &settings, const RoutingTable &routes, Authenticator authenticate,
             HelloHandler helloHandler)
        : config(settings), publicUrl(settings.publicUrl), table(routes), gate(std::move(authenticate)), hello(std::move(helloHandler)),
          book(settings.connections > 0 ? settings.connections : mostConnections(), settings.connectionsOfAddress),
          workers(settings.workers, 4096, std::max(1, settings.workers - 1)), slow(settings.slowThreads, 1024, 1),
          disk(settings.diskThreads, 65536)
    {
    }

    const EdgeConfig config;
    PublicUrl publicUrl;
    const RoutingTable &table;
    RequestGate gate;
    const HelloHandler hello;
    EdgeMetrics metrics;
    AccessLog log;
    std::atomic<bool> stopping{false};
    std::atomic<int> requestsUnderWay{0};
    std::atomic<int> relays{0}; // TLS connections
    UnreadReplies unread;
    ConnectionBook book;
    WorkerPool workers;
    WorkerPool slow; // routes that take long: they hold up one another and nothing else
    WorkerPool disk;
};

} // namespace rawi::server
