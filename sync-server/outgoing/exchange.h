#pragma once

#include "sync-server/outgoing/outgoing.h"

namespace rawi::server {

// One request and its answer over curl, connected to nothing but `addresses`; follows no redirect. Errors: as
// Outgoing::call().
Result<OutgoingReply> exchange(const OutgoingRequest &request, const Target &target, const QList<IpAddress> &addresses,
                               int timeoutMs, const std::atomic<bool> &stopping);

} // namespace rawi::server
