#pragma once

#include "sync-server/feed/command_service.h"
#include "sync-server/feed/workspace.h"

namespace rawi::server {

// Reads the feed and the rows for desks. Each answer is JSON text made in PostgreSQL, from one consistent view.
// Thread-safe.
class FeedReader {
public:
    FeedReader(PgPool &pool, const RuleBook &rules) : m_pool(pool), m_rules(rules) {}

    // What changed after the cursor, each row once in a page. Errors: CursorUnknown (another history: a restored
    // server, or a nonce that does not belong to `seq`), CursorExpired (below the floor).
    Result<std::string> pull(const FeedHead &after, int limit);
    // A page of all rows in (type, id) order; `token` is empty or what the last page gave as "next".
    // Errors: InvalidArgument.
    Result<std::string> snapshot(const QString &token, int limit);
    Result<std::string> manifest();

private:
    Result<std::string> pullInside(PgConnection &connection, const FeedHead &after, int limit);
    Result<std::string> snapshotInside(PgConnection &connection, const QString &token, int limit);
    Result<std::string> manifestInside(PgConnection &connection);
    Result<std::string> inOneView(const std::function<Result<std::string>(PgConnection &)> &work);

    PgPool &m_pool;
    const RuleBook &m_rules;
};

} // namespace rawi::server
