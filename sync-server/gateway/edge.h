#pragma once

#include "sync-server/gateway/certificate.h"
#include "sync-server/gateway/router.h"
#include "sync-server/gateway/trusted_proxies.h"

namespace rawi::server {

// Tells the edge who a token belongs to. Errors: Unauthenticated (unknown, expired, revoked).
using Authenticator = std::function<Result<SessionRef>(std::string_view bearerToken)>;

// An address to listen on: IPv4, IPv6 (without brackets) or a name.
struct ListenAddress {
    std::string host = "127.0.0.1";
    int port = 8420;     // 0 = any free one
    bool secure = false; // speaks TLS only
};

struct EdgeConfig {
    std::vector<ListenAddress> listen{ListenAddress{}};
    std::optional<TlsFiles> tls; // needed when an address is secure
    TrustedProxies proxies;
    std::string publicUrl; // of links, until setPublicUrl(); without a slash at its end
    int ioThreads = 2;
    int workers = 4;      // for handlers
    int slowThreads = 2;  // for those of slow routes
    int diskThreads = 2;  // for BodySink
    // Connections at once: altogether (0 = as the process's descriptors allow) and of one address that is no trusted proxy.
    size_t connections = 0;
    size_t connectionsOfAddress = 256;
};

// Fan-out to the WebSocket clients; safe from any thread. Messages of one workspace arrive in order.
class Hub {
public:
    virtual ~Hub() = default;
    // Sends text to every welcomed socket.
    virtual void publish(std::shared_ptr<const std::string> text) = 0;
    // The same, to the sockets of these people alone.
    virtual void publishTo(std::shared_ptr<const std::string> text, const QSet<QUuid> &people) = 0;
    // Cuts the sockets of a revoked session.
    virtual void dropSession(const QUuid &sessionId) = 0;
    virtual int socketCount() const = 0;
    // Those that have a WebSocket.
    virtual QSet<QUuid> sessions() const = 0;
};

// Answers a client's hello: the text to send back; an empty one closes the socket with `policy error`.
using HelloHandler = std::function<std::string(const SessionRef &, const std::string &text)>;

// The HTTP and WebSocket edge on Boost.Beast: io threads, limits, authentication, routing, problems, access log
// (one JSON line a request, with the correlation id), metrics. Beast stays behind this header.
class Edge {
public:
    Edge(const EdgeConfig &config, const RoutingTable &table, Authenticator authenticate, HelloHandler hello);
    ~Edge();
    // Listens and starts the threads. Errors: AddressInUse (naming host:port), IoError, as Certificate::load().
    Result<void> start();
    // No new connections; waits for requests under way (at most graceMs), closes sockets with `going away`.
    void stop(int graceMs);
    // The port of the first address, or of the one asked for.
    int port(size_t index = 0) const;
    // Reads the certificate again, for new connections; the one in force stays when this fails. Any thread.
    Result<void> reloadCertificate();
    // What links begin with from now on. Any thread.
    void setPublicUrl(const std::string &url);
    Hub &hub();
    // Prometheus text of requests, latencies, connections, sockets; the caller appends its own.
    std::string metrics() const;

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace rawi::server
