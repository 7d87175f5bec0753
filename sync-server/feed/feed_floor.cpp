#include "sync-server/feed/feed_floor.h"

namespace rawi::server {

namespace {

constexpr int kDroppedAtOnce = 20'000; // entries a transaction: commits wait for none of them long

Result<int> dropBelowFloor(PgConnection &connection)
{
    int dropped = 0;
    for (;;) {
        RAWI_ASSIGN(const PgRows gone,
                    connection.exec("DELETE FROM feed f USING (SELECT f.workspace, f.seq FROM feed f JOIN feed_heads h USING (workspace)"
                                    " WHERE f.seq <= h.floor ORDER BY f.seq LIMIT $1::int) old"
                                    " WHERE f.workspace = old.workspace AND f.seq = old.seq",
                                    {std::to_string(kDroppedAtOnce)}));
        dropped += gone.affected();
        if (gone.affected() < kDroppedAtOnce) {
            return dropped;
        }
    }
}

} // namespace

Result<int> raiseFeedFloor(PgPool &pool, int days)
{
    return pool.with<int>([days](PgConnection &connection) -> Result<int> {
        // First the floor, then what lies below: a pull that began meanwhile saw either all of it or its cursor expired.
        RAWI_TRY(connection.exec("UPDATE feed_heads h SET floor = old.seq FROM (SELECT c.workspace, max(c.seq) AS seq FROM feed_commits c"
                                 " WHERE c.at < now() - make_interval(days => $1::int) GROUP BY c.workspace) old"
                                 " WHERE old.workspace = h.workspace AND old.seq > h.floor",
                                 {std::to_string(days)}));
        RAWI_ASSIGN(const int dropped, dropBelowFloor(connection));
        RAWI_TRY(connection.exec("DELETE FROM feed_losses l USING feed_heads h WHERE h.workspace = l.workspace AND l.seq <= h.floor"));
        // The floor's own commit stays: a cursor may stand on it.
        RAWI_TRY(connection.exec("DELETE FROM feed_commits c USING feed_heads h WHERE h.workspace = c.workspace AND c.seq < h.floor"));
        RAWI_TRY(connection.exec("DELETE FROM command_results WHERE at < now() - make_interval(days => $1::int)", {std::to_string(days)}));
        RAWI_TRY(connection.exec("DELETE FROM idempotency_keys WHERE at < now() - make_interval(days => $1::int)",
                                 {std::to_string(kIdempotencyDays)}));
        return dropped;
    });
}

} // namespace rawi::server
