#pragma once

#include "sync-server/pg/pg.h"

namespace rawi::server {

// How long the feed, and what it answered to desks, is kept (shared/design/sync.md: tombstones). Days.
inline constexpr int kFeedDays = 90;
// As long as a request with an Idempotency-Key may be asked again.
inline constexpr int kIdempotencyDays = 7;

// Moves the feed's floor to the last commit older than `days` and drops what lies below it, with the answers to commands of
// that time: a desk that was away for longer takes a new snapshot and keeps its outbox. The newest commit stays. Answers how
// many entries were dropped.
Result<int> raiseFeedFloor(PgPool &pool, int days = kFeedDays);

} // namespace rawi::server
