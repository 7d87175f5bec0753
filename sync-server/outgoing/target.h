#pragma once

#include "core/base/result.h"

namespace rawi::server {

// Where a URL leads, as curl reads it: nothing else parses it, so what was checked is what is called.
struct Target {
    QString url;    // whole, normalised
    QString scheme; // "http" or "https"
    QString host;   // lower case, an IPv6 address without brackets
    int port = 0;

    // "example.org:443": what a circuit breaker, the allowed list and logs call it.
    QString name() const;
    bool isSameOrigin(const Target &other) const;
};

// Errors: InvalidArgument (no URL, no host, another scheme than http and https, longer than 4,096 characters).
Result<Target> targetOf(const QString &url);
// What a Location header leads to from there. Errors: as targetOf.
Result<Target> targetFrom(const Target &from, const QString &location);

// A URL fit for logs and errors: scheme, host and port. User, password, path and query may hold secrets.
QString maskedUrl(const QString &url);

} // namespace rawi::server
