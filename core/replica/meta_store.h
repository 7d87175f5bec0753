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
            QStringLiteral("CREATE TABLE IF NOT EXISTS %1 (key TEXT PRIMARY KEY, value TEXT NOT NULL)")
                .arg(m_table));
    }

    // Empty when there is none.
    Result<QString> value(const QString &key) const
    {
        RAWI_ASSIGN(
            const QVariant found,
            m_database.value(QStringLiteral("SELECT value FROM %1 WHERE key = ?").arg(m_table), {key}));
        return found.toString();
    }

    Result<void> set(const QString &key, const QString &value)
    {
        return m_database.exec(
            QStringLiteral("INSERT OR REPLACE INTO %1 (key, value) VALUES (?, ?)").arg(m_table),
            {key, value.isNull() ? QStringLiteral("") : value});
    }

private:
    ReplicaDatabase &m_database;
    QString m_table;
};

} // namespace rawi
