#include "sync-server/pg/pg.h"

namespace rawi::server {

Result<PgTransaction> PgTransaction::begin(PgConnection &connection, Isolation isolation)
{
    RAWI_TRY(connection.execScript(isolation == Isolation::RepeatableRead ? "BEGIN ISOLATION LEVEL REPEATABLE READ"
                                                                          : "BEGIN"));
    return PgTransaction(connection);
}

PgTransaction::PgTransaction(PgTransaction &&other) noexcept : m_connection(std::exchange(other.m_connection, nullptr))
{
}

PgTransaction::~PgTransaction()
{
    // A failed rollback leaves the connection unhealthy, and the pool replaces it.
    if (m_connection) {
        [[maybe_unused]] const Result<void> rolledBack = m_connection->execScript("ROLLBACK");
    }
}

Result<void> PgTransaction::commit()
{
    RAWI_TRY(m_connection->execScript("COMMIT"));
    m_connection = nullptr;
    return {};
}

} // namespace rawi::server
