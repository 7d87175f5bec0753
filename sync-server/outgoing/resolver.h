#pragma once

#include "core/base/result.h"
#include "sync-server/outgoing/ip_address.h"

#include <QList>

#include <functional>

namespace rawi::server {

// The addresses of a host (a name, or an address in any form the system reads), asked for at most `timeoutMs`.
using Resolver = std::function<Result<QList<IpAddress>>(const QString &host, int timeoutMs)>;

// getaddrinfo(3). Errors: NetworkUnreachable (no such name, no name server), Timeout.
Result<QList<IpAddress>> resolveBySystem(const QString &host, int timeoutMs);

} // namespace rawi::server
