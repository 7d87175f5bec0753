#include "core/replica/replica.h"
#include "core/replica/replica_feed.h"
#include "tests/support/manual_clock.h"
#include "tests/support/row_store_contract_suite.h"
#include "tests/support/temporary_directory.h"

namespace rawi::test {

namespace {

class MemoryRowStore final : public RowStore {
public:
    RowReader &reader() override { return m_memory; }
    Result<void> take(const QList<RowChange> &changes) override
    {
        m_memory.take(changes);
        return {};
    }

private:
    MemoryReader m_memory;
};

// The confirmed rows of a desk's replica, written as the feed writes them.
class ReplicaRowStore final : public RowStore, private RowReader {
public:
    ReplicaRowStore() : m_rules(makeWorkspaceRules())
    {
        auto opened = Replica::open(m_directory.path(), m_rules, {}, m_clock);
        EXPECT_TRUE(opened.ok());
        m_replica = std::move(*opened);
    }
    RowReader &reader() override { return *this; }
    bool holdsTheOffices() const override { return false; }
    Result<void> take(const QList<RowChange> &changes) override
    {
        QList<FeedRow> rows;
        for (const RowChange &one : changes) {
            rows.append({one.type->name, one.id, one.after.value("rev"_L1).toInteger(), one.after});
        }
        return ReplicaFeed(*m_replica).applyPull(rows, {u"e"_s, ++m_seq, {}}, true);
    }

private:
    Result<std::optional<QJsonObject>> row(const RecordInfo &type, const QUuid &id) override
    {
        return m_replica->row(type, id);
    }
    Result<QList<QJsonObject>> rowsWhere(const RecordInfo &type, const QString &field,
                                         const QJsonValue &value) override
    {
        return m_replica->rowsWhere(type, field, value);
    }

    TemporaryDirectory m_directory;
    ManualClock m_clock;
    RuleBook m_rules;
    std::unique_ptr<Replica> m_replica;
    qint64 m_seq = 0;
};

template <typename S>
RowStoreMaker maker(const char *name)
{
    return {name, [] { return std::make_unique<S>(); }};
}

} // namespace

INSTANTIATE_TEST_SUITE_P(Stores, RowStoreContract,
                         testing::Values(maker<MemoryRowStore>("memory"), maker<ReplicaRowStore>("replica")),
                         [](const auto &made) { return made.param.name; });

} // namespace rawi::test
