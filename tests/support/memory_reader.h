#pragma once

#include "core/rules/rule_book.h"

#include <map>

namespace rawi::test {

// A store in memory: what rules read, and a place for what they write.
class MemoryReader final : public RowReader {
public:
    Result<std::optional<QJsonObject>> row(const RecordInfo &type, const QUuid &id) override;
    Result<QList<QJsonObject>> rowsWhere(const RecordInfo &type, const QString &field,
                                         const QJsonValue &value) override;

    void take(const QList<RowChange> &changes);
    void put(const RowKey &key, const QJsonObject &row) { m_rows[key] = row; }
    void remove(const RowKey &key) { m_rows.erase(key); }
    const std::map<RowKey, QJsonObject> &rows() const { return m_rows; }

private:
    std::map<RowKey, QJsonObject> m_rows;
};

} // namespace rawi::test
