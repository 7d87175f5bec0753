#pragma once

#include "core/replica/record_tables.h"
#include "core/replica/replica.h"

namespace rawi {

// What lists of content are made from: one small row for each item shown, and full-text indexes over its
// folded text. Kept in step inside the transaction that changes what is shown. Used on its database's thread.
class ContentIndex {
public:
    ContentIndex(ReplicaDatabase &database, RecordTables &tables);
    Result<void> prepare();

    Result<void> refresh(const QSet<RowKey> &changed);
    // Leaves no word of what was removed in the index's files: FTS5 keeps them until its parts are merged.
    Result<void> forgetRemoved();

    Result<QList<QUuid>> ids(const ContentQuery &query) const;
    Result<QHash<QString, qint64>> counts() const;

private:
    struct Entry;
    Result<void> makeIndexes();
    Result<void> refreshOne(const QUuid &id);
    Result<std::optional<Entry>> entry(const QUuid &id) const;
    Result<void> indexText(const Entry &entry);
    Result<void> forgetText(const Entry &entry);
    Result<void> count(const Entry &entry, int change); // keeps the numbers of the collections
    Result<void> insert(const Entry &entry);

    ReplicaDatabase &m_database;
    RecordTables &m_tables;
};

} // namespace rawi
