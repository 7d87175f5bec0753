#include "core/desk/media/batch_add_store.h"

#include "core/replica/journal_table.h"
#include "core/rules/plain.h"

namespace rawi {

namespace {

constexpr const char *kBatchAdds = "batch_adds";

} // namespace

template <>
struct Describe<BatchAdd> {
    using Of = BatchAdd;
    static auto members()
    {
        return std::tuple{member("id", &Of::id),
                          member("paths", &Of::paths),
                          member("presets", &Of::presets),
                          member("priority", &Of::priority),
                          member("item", &Of::item),
                          member("created_ms", &Of::createdMs),
                          member("takes_same", &Of::takesSame)};
    }
};

LocalStore BatchAddStore::tables()
{
    return {.name = QLatin1StringView(kBatchAdds), .steps = {JournalTable::make(kBatchAdds)}};
}

BatchAddStore::BatchAddStore(Replica &replica) : m_replica(replica) { }

Result<void> BatchAddStore::put(const BatchAdd &add)
{
    return JournalTable(m_replica.database(), kBatchAdds).put(add.id, toJson(add));
}

Result<QList<BatchAdd>> BatchAddStore::adds() const
{
    RAWI_ASSIGN(const QList<QJsonObject> entries, JournalTable(m_replica.database(), kBatchAdds).entries());
    QList<BatchAdd> adds;
    for (const QJsonObject &entry : entries) {
        adds.append(fromJson<BatchAdd>(entry));
    }
    return adds;
}

Result<void> BatchAddStore::remove(const QUuid &id)
{
    return JournalTable(m_replica.database(), kBatchAdds).remove(id);
}

} // namespace rawi
