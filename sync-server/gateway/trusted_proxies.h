#pragma once

#include "sync-server/gateway/http.h"

#include <QStringList>

#include <array>

namespace rawi::server {

// Where a connection comes from, as the socket says.
struct Peer {
    std::string address; // IP address
    bool secure = false; // by our own TLS
};

// The proxies whose X-Forwarded-For, -Proto and -Host are believed. RFC 7239's Forwarded is not read: a proxy that sets
// only one of the two passes the other on from whoever sent it.
class TrustedProxies {
public:
    // Each is ADDRESS or ADDRESS/BITS, IPv4 or IPv6. Errors: InvalidArgument naming the word.
    static Result<TrustedProxies> parse(const QStringList &words);
    bool trusts(std::string_view address) const;

    // Fills peer, secure and forwardedHost of a request: from its socket, and when that is a trusted proxy's from the
    // headers. The client is the last address of X-Forwarded-For that is no trusted proxy; what stands before it anybody can
    // have written. Of the other two the last word counts: the nearest proxy's.
    void apply(const Peer &peer, Request &request) const;

private:
    struct Range {
        std::array<unsigned char, 16> address{}; // IPv4 as ::ffff:a.b.c.d
        int bits = 128;
    };
    std::vector<Range> m_ranges;
};

// What limits count a client by: an IPv4 address, or the /64 of an IPv6 one, which a single household has whole.
std::string limitKeyOf(std::string_view address);

} // namespace rawi::server
