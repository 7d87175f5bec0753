#pragma once

#include "core/replica/replica_database.h"

#include <QJsonObject>
#include <QUuid>

namespace rawi {

// A table of JSON entries by id in the order in which they came (`encode_jobs`, `uploads`).
class JournalTable {
public:
    // The step of a LocalStore that makes it.
    static QString make(const char *name);

    JournalTable(const ReplicaDatabase &database, const char *name);
    Result<void> put(const QUuid &id, const QJsonObject &entry);
    Result<std::optional<QJsonObject>> find(const QUuid &id) const;
    Result<QList<QJsonObject>> entries() const; // oldest first
    Result<void> remove(const QUuid &id);

private:
    const ReplicaDatabase &m_database;
    QString m_name;
};

} // namespace rawi
