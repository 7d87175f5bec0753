#pragma once

#include "sync-server/pg/pg.h"

namespace rawi::server {

// A backup names its blobs first and takes them afterwards: no sweep of any server on this database may remove one in
// between. A hold is a shared advisory lock of a PostgreSQL session, a sweep's turn the exclusive one; both end with
// their connection at the latest.

// Keeps sweeps away until the connection is closed; waits for one that is under way. Errors: DatabaseError.
Result<void> holdBlobs(PgConnection &connection);

// The right to remove blobs, while it lives.
class SweepTurn {
public:
    // Nothing when somebody holds the blobs, or another server sweeps: there will be a next time.
    static Result<std::optional<SweepTurn>> take(PgPool &pool);
    SweepTurn(SweepTurn &&) noexcept = default;
    ~SweepTurn();

private:
    explicit SweepTurn(PgPool::Lease lease) : m_lease(std::move(lease)) { }
    PgPool::Lease m_lease;
};

} // namespace rawi::server
