#pragma once

#include "sync-server/gateway/certificate.h"
#include "sync-server/gateway/edge_core.h"
#include "sync-server/gateway/io_thread.h"

namespace rawi::server {

// Shakes hands on an accepted socket and hands `ready` a socket that carries the clear text: one end of a pair, whose other
// end is pumped to and from TLS on the same io thread until either side closes. So HTTP, WebSocket and sendfile exist once,
// for clear text. A client that does not shake hands in time is closed without a word.
void startTlsRelay(EdgeCore &core, IoThread &io, Socket socket, std::shared_ptr<const Certificate> certificate,
                   std::function<void(Socket)> ready);

} // namespace rawi::server
