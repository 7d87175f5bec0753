#pragma once

#include "core/replica/local_store.h"

namespace rawi {

// What lists of content are made from: one small row for each item shown, and full-text indexes over its
// folded text. Kept in step inside the transaction that changes what is shown. Used on its database's thread.
class ContentIndex {
public:
    static QStringList steps(); // of a LocalStore
    // Leaves no word of what was removed in the index's files: FTS5 keeps them until its parts are merged.
    static Result<void> scrub(ReplicaDatabase &database);

    ContentIndex(ReplicaDatabase &database, RowReader &shown);
    Result<void> refresh(const QSet<RowKey> &changed);

private:
    struct Entry;
    Result<void> refreshOne(const QUuid &id);
    Result<std::optional<Entry>> entry(const QUuid &id) const;
    Result<void> indexText(const Entry &entry);
    Result<void> forgetText(const Entry &entry);
    Result<void> count(const Entry &entry, int change); // keeps the numbers of the collections
    Result<void> insert(const Entry &entry);

    ReplicaDatabase &m_database;
    RowReader &m_shown;
};

} // namespace rawi
