#pragma once

#include "sync-server/gateway/edge.h"
#include "sync-server/gateway/rate_limiter.h"

namespace rawi::server {

// Decides whether a request may run (session, role, rate) and runs its handler; knows nothing of sockets.
// Called on worker threads, by many at once.
class RequestGate {
public:
    explicit RequestGate(Authenticator authenticate);

    // Fills request.session. The refusal when it may not run.
    std::optional<Reply> admit(Request &request, const Route &route);
    // admit(), the handler, and 304 where the client has what it asks for (RFC 9110 §13.2.2).
    Reply serve(Request &request, const Route &route);
    // The session of a WebSocket's token. Errors: Unauthenticated.
    Result<SessionRef> authenticate(const Request &request) const;
    // 429, and when to try again.
    static Reply tooMany(int seconds);
    // The problem of an error; causes inside the server go to the log, not to the client.
    static Reply refuse(const Request &request, const Error &error);

private:
    std::optional<Reply> limit(const Request &request, const Route &route);

    Authenticator m_authenticate;
    RateLimiter m_limiter;
};

// The token of `Authorization: Bearer …`, else nothing.
std::string_view bearerToken(const Request &request);

} // namespace rawi::server
