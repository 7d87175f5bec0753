#pragma once

#include "core/replica/replica_database.h"

namespace rawi {

// Texts by key in one table of the replica (`meta` of the replica itself, `settings` of the desk).
class MetaStore {
public:
    MetaStore(ReplicaDatabase &database, const QString &table) : m_database(database), m_table(table) { }

    Result<void> prepare()
    {
        return m_database.exec(
            u"CREATE TABLE IF NOT EXISTS %1 (key TEXT PRIMARY KEY, value TEXT NOT NULL)"_s.arg(m_table));
    }

    // Empty when there is none.
    Result<QString> value(const QString &key) const
    {
        RAWI_ASSIGN(const QVariant found,
                    m_database.value(u"SELECT value FROM %1 WHERE key = ?"_s.arg(m_table), {key}));
        return found.toString();
    }

    Result<void> set(const QString &key, const QString &value)
    {
        return m_database.exec(u"INSERT OR REPLACE INTO %1 (key, value) VALUES (?, ?)"_s.arg(m_table),
                               {key, value.isNull() ? u""_s : value});
    }

private:
    ReplicaDatabase &m_database;
    QString m_table;
};

} // namespace rawi
