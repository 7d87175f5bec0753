#include "sync-server/feed/workspace.h"
#include "sync-server/pg/row_store.h"
#include "tests/support/pg_fixture.h"
#include "tests/support/row_store_contract_suite.h"

namespace rawi::test {

namespace {

// The rows of a workspace in a database of its own.
class PgRowStoreOfTest final : public RowStore {
public:
    PgRowStoreOfTest() : m_pool(std::make_unique<server::PgPool>(freshDatabase(), 2))
    {
        const auto workspace = server::ensureWorkspace(*m_pool, u"Test"_s, 1);
        EXPECT_TRUE(workspace.ok());
        auto lease = m_pool->acquire();
        EXPECT_TRUE(lease.ok());
        m_lease.emplace(std::move(*lease));
        m_store = std::make_unique<server::PgRowStore>(*m_lease->connection, workspace->id);
    }
    RowReader &reader() override { return *m_store; }
    Result<void> take(const QList<RowChange> &changes) override { return m_store->write(changes); }

private:
    std::unique_ptr<server::PgPool> m_pool;
    std::optional<server::PgPool::Lease> m_lease;
    std::unique_ptr<server::PgRowStore> m_store;
};

} // namespace

INSTANTIATE_TEST_SUITE_P(Stores, RowStoreContract,
                         testing::Values(RowStoreMaker{"postgresql", [] { return std::make_unique<PgRowStoreOfTest>(); }}),
                         [](const auto &made) { return made.param.name; });

} // namespace rawi::test
