#include "tests/support/memory_reader.h"

namespace rawi::test {

Result<std::optional<QJsonObject>> MemoryReader::row(const RecordInfo &type, const QUuid &id)
{
    const auto found = m_rows.find({type.name, id});
    return found == m_rows.end() ? std::optional<QJsonObject>() : found->second;
}

Result<QList<QJsonObject>> MemoryReader::rowsWhere(const RecordInfo &type, const QString &field,
                                                   const QJsonValue &value)
{
    QList<QJsonObject> rows;
    for (const auto &[key, row] : m_rows) {
        if (key.type == type.name && row.value(field) == value) {
            rows.append(row);
        }
    }
    return rows;
}

void MemoryReader::take(const QList<RowChange> &changes)
{
    for (const RowChange &change : changes) {
        const RowKey key{change.type->name, change.id};
        if (change.removed()) {
            m_rows.erase(key);
        } else {
            m_rows[key] = change.after;
        }
    }
}

} // namespace rawi::test
