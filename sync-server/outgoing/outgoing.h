#pragma once

#include "sync-server/outgoing/circuit_breaker.h"
#include "sync-server/outgoing/resolver.h"
#include "sync-server/outgoing/target.h"

#include <QByteArray>
#include <QStringList>

#include <atomic>
#include <utility>
#include <vector>

namespace rawi::server {

using HeaderList = std::vector<std::pair<QByteArray, QByteArray>>;

struct OutgoingRequest {
    QByteArray method = "GET";
    QString url = {};
    HeaderList headers = {}; // with credentials, if any; those go to the first origin only
    QByteArray body = {};
    QString correlationId = {}; // sent as X-Request-Id
    qint64 largestBody = 1 << 20; // of the answer, bytes
    int connectMs = 5'000;
    int totalMs = 15'000; // from the first question to the name server to the last byte
    int redirects = 3;    // followed; 0 = a redirect is the answer. Never more than kMostRedirects
};

struct OutgoingReply {
    int status = 0;
    HeaderList headers; // lower-case names, in order
    QByteArray body;
    QByteArray header(const QByteArray &lowerCaseName) const;
};

struct OutgoingOptions {
    QStringList allowedHosts; // "host" or "host:port" which the administrator lets be private or special
    BreakerLimits breakers = {};
    Resolver resolve = resolveBySystem;
};

// Every call of this server to another one. Addresses are asked for once, refused when they are private or special,
// and are then the only ones the call may connect to; so at every redirect. Thread-safe; call() blocks.
class Outgoing {
public:
    static constexpr int kMostRedirects = 3;
    static constexpr qsizetype kLargestHeaders = 64 * 1024;

    Outgoing(const Clock &clock, OutgoingOptions options);

    // Any answer, whatever its status. Errors: InvalidArgument (URL, header), PermissionDenied (subject: host; a
    // private or special address), NetworkUnreachable, Timeout, TooLarge, ServerUnavailable (the host's breaker is open), Cancelled (stop()).
    Result<OutgoingReply> call(const OutgoingRequest &request);
    // Whether call() would refuse the URL for its form; asks no name server. Errors: InvalidArgument.
    static Result<void> checkUrl(const QString &url);
    // Ends calls under way; later ones fail.
    void stop() { m_stopping = true; }

    QList<CircuitBreakers::HostState> breakers() const { return m_breakers.states(); }
    // Prometheus text.
    std::string metrics() const;

private:
    enum Count { Answered, Failed, Refused, kCounts };
    Result<OutgoingReply> callThrough(const OutgoingRequest &request);
    Result<OutgoingReply> hop(const OutgoingRequest &request, const Target &target, qint64 deadline);
    Result<QList<IpAddress>> addressesOf(const Target &target, int timeoutMs);
    bool isAllowed(const Target &target) const;

    const OutgoingOptions m_options;
    CircuitBreakers m_breakers;
    std::atomic<bool> m_stopping = false;
    std::array<std::atomic<qint64>, kCounts> m_counts{};
};

} // namespace rawi::server
