#pragma once

#include "core/rules/rule_book.h"
#include "sync-server/feed/feed_commit.h"
#include "sync-server/pg/pg.h"

namespace rawi::server {

// Reads the feed and the rows that a person may know of, for their desks; PostgreSQL builds the JSON. Each
// call is one REPEATABLE READ transaction, so that rows, head and nonce belong together.
class FeedPages {
public:
    FeedPages(PgPool &pool, const RuleBook &rules);

    // Errors: CursorUnknown (another epoch, or another nonce at that number: a restored server), CursorExpired (older than the
    // floor).
    Result<void> check(const FeedHead &cursor) const;
    // The text of a pull's answer. Errors: CursorUnknown (another epoch, or another nonce at that number: a restored
    // server), CursorExpired (older than the floor).
    Result<std::string> pull(const FeedHead &cursor, int limit, const Actor &reader) const;
    // The text of a snapshot's page; `after` is empty or the `next` of the page before. Errors: InvalidArgument.
    Result<std::string> snapshot(const QString &after, int limit, const Actor &reader) const;
    Result<QJsonObject> manifest(const Actor &reader) const;

private:
    Result<std::string> pullOf(const FeedHead &cursor, int limit, const Actor &reader) const;

    PgPool &m_pool;
    const RuleBook &m_rules;
};

} // namespace rawi::server
