#include "sync-server/blobs/blob_hold.h"

namespace rawi::server {

namespace {

// Any number, the same in every rawi-server.
const std::string kLock = "724104218";

} // namespace

Result<void> holdBlobs(PgConnection &connection)
{
    return connection.execScript("SET lock_timeout = '15min'; SELECT pg_advisory_lock_shared(" + kLock
                                 + "); SET lock_timeout = '20s'");
}

Result<std::optional<SweepTurn>> SweepTurn::take(PgPool &pool)
{
    RAWI_ASSIGN(PgPool::Lease lease, pool.acquire());
    RAWI_ASSIGN(const PgRows rows, lease.connection->exec("SELECT pg_try_advisory_lock(" + kLock + ")"));
    if (rows.text(0, 0) != "t") {
        return std::optional<SweepTurn>();
    }
    return std::optional<SweepTurn>(SweepTurn(std::move(lease)));
}

SweepTurn::~SweepTurn()
{
    if (m_lease.connection) {
        // A connection that fails here is not healthy, and its lock ends with it.
        static_cast<void>(m_lease.connection->exec("SELECT pg_advisory_unlock(" + kLock + ")"));
    }
}

} // namespace rawi::server
