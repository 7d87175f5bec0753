#include "core/replica/journal_table.h"

#include "core/base/id.h"

#include <QJsonDocument>

namespace rawi {

namespace {

QJsonObject entryOf(const QSqlQuery &query)
{
    return QJsonDocument::fromJson(query.value(0).toString().toUtf8()).object();
}

} // namespace

QString JournalTable::make(const char *name)
{
    return u"CREATE TABLE IF NOT EXISTS %1 (seq INTEGER PRIMARY KEY, id TEXT UNIQUE, entry TEXT NOT NULL)"_s.arg(
        QLatin1StringView(name));
}

JournalTable::JournalTable(const ReplicaDatabase &database, const char *name)
    : m_database(database), m_name(QLatin1StringView(name))
{
}

Result<void> JournalTable::put(const QUuid &id, const QJsonObject &entry)
{
    return m_database.exec(
        u"INSERT INTO %1 (id, entry) VALUES (?, ?) "
        "ON CONFLICT (id) DO UPDATE SET entry = excluded.entry"_s.arg(m_name),
        {uuidText(id), QString::fromUtf8(QJsonDocument(entry).toJson(QJsonDocument::Compact))});
}

Result<std::optional<QJsonObject>> JournalTable::find(const QUuid &id) const
{
    std::optional<QJsonObject> found;
    RAWI_TRY(m_database.each(u"SELECT entry FROM %1 WHERE id = ?"_s.arg(m_name), {uuidText(id)},
                             [&](const QSqlQuery &query) { found = entryOf(query); }));
    return found;
}

Result<QList<QJsonObject>> JournalTable::entries() const
{
    QList<QJsonObject> entries;
    RAWI_TRY(m_database.each(u"SELECT entry FROM %1 ORDER BY seq"_s.arg(m_name), {},
                             [&](const QSqlQuery &query) { entries.append(entryOf(query)); }));
    return entries;
}

Result<void> JournalTable::remove(const QUuid &id)
{
    return m_database.exec(u"DELETE FROM %1 WHERE id = ?"_s.arg(m_name), {uuidText(id)});
}

} // namespace rawi
