#pragma once

#include "sync-server/gateway/http.h"

namespace rawi::server {

struct HeadOptions {
    int httpVersion = 11;     // 10 or 11
    bool keepAlive = true;
    std::string_view correlationId;
};

// The status line and header fields of a reply up to and with the empty line (RFC 9112 §2.1). Line ends in
// values are dropped, so that no value can begin a field of its own.
std::string replyHead(const Reply &reply, const HeadOptions &options);

// Whether an If-None-Match value names this entity tag, compared weakly (RFC 9110 §13.1.2).
bool matchesEntityTag(std::string_view ifNoneMatch, std::string_view entityTag);

} // namespace rawi::server
