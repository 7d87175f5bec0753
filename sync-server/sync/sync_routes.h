#pragma once

#include "sync-server/feed/command_service.h"
#include "sync-server/gateway/router.h"

namespace rawi::server {

// POST /sync/hello, /sync/push, GET /sync/pull, /sync/snapshot, /sync/manifest as core/protocol/messages.h describes them.
void addSyncRoutes(RoutingTable &table, PgPool &pool, CommandService &commands, const RuleBook &rules);

// The WebSocket's answer to a hello: welcome with the head, or upgrade_required; empty (close it) when it is no
// hello or the database cannot say.
std::string answerHello(PgPool &pool, const SessionRef &session, const std::string &text);

} // namespace rawi::server
