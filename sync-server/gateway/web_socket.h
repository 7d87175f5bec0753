#pragma once

#include "sync-server/gateway/edge_core.h"
#include "sync-server/gateway/io_thread.h"

#include <boost/beast/http/empty_body.hpp>
#include <boost/beast/http/message.hpp>

namespace rawi::server {

using UpgradeRequest = boost::beast::http::request<boost::beast::http::empty_body>;

// Whether the header asks for a WebSocket (RFC 6455 §4.2.1).
bool isWebSocketUpgrade(const UpgradeRequest &request);

// Answers the upgrade and lets the socket live on its io thread until either side closes it.
void acceptWebSocket(EdgeCore &core, IoThread &io, Stream stream, UpgradeRequest request, SessionRef session,
                     const std::string &correlationId, ConnectionBook::Place place);

} // namespace rawi::server
