#include "core/replica/batch_add_store.h"

#include "core/replica/journal_table.h"

#include <QJsonArray>

namespace rawi {

namespace {

constexpr const char *kTable = "batch_adds";

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
    return JournalTable(m_replica.database(), kTable)
        .put(add.id, {{QStringLiteral("id"), uuidText(add.id)},
                      {QStringLiteral("paths"), QJsonArray::fromStringList(add.paths)},
                      {QStringLiteral("presets"), QJsonArray::fromStringList(add.presets)},
                      {QStringLiteral("priority"), enumText(add.priority)},
                      {QStringLiteral("item"), add.item.isNull() ? QString() : add.item.text()},
                      {QStringLiteral("created_ms"), add.createdMs}});
}

Result<QList<BatchAdd>> BatchAddStore::adds() const
{
    RAWI_ASSIGN(const QList<QJsonObject> entries, JournalTable(m_replica.database(), kTable).entries());
    QList<BatchAdd> adds;
    for (const QJsonObject &entry : entries) {
        BatchAdd add;
        add.id = uuidFromText(entry.value(QLatin1StringView("id")).toString());
        add.paths = textsOf(entry.value(QLatin1StringView("paths")));
        add.presets = textsOf(entry.value(QLatin1StringView("presets")));
        RAWI_ASSIGN(add.priority, enumFromText<EncodePriority>(entry.value(QLatin1StringView("priority")).toString()));
        add.item = Id<ContentItem>::fromText(entry.value(QLatin1StringView("item")).toString());
        add.createdMs = entry.value(QLatin1StringView("created_ms")).toInteger();
        adds.append(add);
    }
    return adds;
}

Result<void> BatchAddStore::remove(const QUuid &id)
{
    return JournalTable(m_replica.database(), kTable).remove(id);
}

} // namespace rawi
