#pragma once

#include "core/desk/media/encode_job_store.h"

namespace rawi {

// Files and folders that are to be taken in, and what is to be made of each file. It is kept until every file was
// answered, so that a desk that died goes on with it.
struct BatchAdd {
    QUuid id;
    QStringList paths;   // as they were asked for: folders are walked anew
    QStringList presets; // by key; none: taken in only
    EncodePriority priority = EncodePriority::Normal;
    Id<ContentItem> item; // null: a new one for each file
    qint64 createdMs = 0;
    bool takesSame = false; // also files whose content the library has
};

// Never synced.
class BatchAddStore {
public:
    static LocalStore tables();

    explicit BatchAddStore(Replica &replica);
    Result<void> put(const BatchAdd &add);
    Result<QList<BatchAdd>> adds() const; // oldest first
    Result<void> remove(const QUuid &id);

private:
    Replica &m_replica;
};

} // namespace rawi
