#include "core/replica/batch_add_store.h"

#include "core/replica/journal_table.h"

#include <QJsonArray>

namespace rawi {

namespace {

constexpr const char *kBatchAdds = "batch_adds";

QStringList textsOf(const QJsonValue &value)
{
    QStringList texts;
    const QJsonArray array = value.toArray();
    for (const QJsonValue &one : array) {
        texts.append(one.toString());
    }
    return texts;
}

} // namespace

BatchAddStore::BatchAddStore(Replica &replica) : m_replica(replica) { }

Result<void> BatchAddStore::put(const BatchAdd &add)
{
    return JournalTable(m_replica.database(), kBatchAdds)
        .put(add.id,
             {{u"id"_s, uuidText(add.id)},
              {u"paths"_s, QJsonArray::fromStringList(add.paths)},
              {u"presets"_s, QJsonArray::fromStringList(add.presets)},
              {u"priority"_s, enumText(add.priority)},
              {u"item"_s, add.item.isNull() ? QString() : add.item.text()},
              {u"created_ms"_s, add.createdMs}});
}

Result<QList<BatchAdd>> BatchAddStore::adds() const
{
    RAWI_ASSIGN(const QList<QJsonObject> entries, JournalTable(m_replica.database(), kBatchAdds).entries());
    QList<BatchAdd> adds;
    for (const QJsonObject &entry : entries) {
        BatchAdd add;
        add.id = uuidFromText(entry.value("id"_L1).toString());
        add.paths = textsOf(entry.value("paths"_L1));
        add.presets = textsOf(entry.value("presets"_L1));
        RAWI_ASSIGN(add.priority, enumFromText<EncodePriority>(entry.value("priority"_L1).toString()));
        add.item = Id<ContentItem>::fromText(entry.value("item"_L1).toString());
        add.createdMs = entry.value("created_ms"_L1).toInteger();
        adds.append(add);
    }
    return adds;
}

Result<void> BatchAddStore::remove(const QUuid &id)
{
    return JournalTable(m_replica.database(), kBatchAdds).remove(id);
}

} // namespace rawi
