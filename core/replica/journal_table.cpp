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

JournalTable::JournalTable(const ReplicaDatabase &database, const char *name)
    : m_database(database), m_name(QLatin1StringView(name))
{
}

Result<void> JournalTable::put(const QUuid &id, const QJsonObject &entry)
{
    return m_database.exec(
        QStringLiteral("INSERT INTO %1 (id, entry) VALUES (?, ?) "
                       "ON CONFLICT (id) DO UPDATE SET entry = excluded.entry")
            .arg(m_name),
        {uuidText(id), QString::fromUtf8(QJsonDocument(entry).toJson(QJsonDocument::Compact))});
}

Result<std::optional<QJsonObject>> JournalTable::find(const QUuid &id) const
{
    std::optional<QJsonObject> found;
    RAWI_TRY(m_database.each(QStringLiteral("SELECT entry FROM %1 WHERE id = ?").arg(m_name), {uuidText(id)},
                             [&](const QSqlQuery &query) { found = entryOf(query); }));
    return found;
}

Result<QList<QJsonObject>> JournalTable::entries() const
{
    QList<QJsonObject> entries;
    RAWI_TRY(m_database.each(QStringLiteral("SELECT entry FROM %1 ORDER BY seq").arg(m_name), {},
                             [&](const QSqlQuery &query) { entries.append(entryOf(query)); }));
    return entries;
}

Result<void> JournalTable::remove(const QUuid &id)
{
    return m_database.exec(QStringLiteral("DELETE FROM %1 WHERE id = ?").arg(m_name), {uuidText(id)});
}

QJsonObject errorToJson(const Error &error)
{
    return {{QStringLiteral("code"), QLatin1StringView(errorCodeName(error.code))},
            {QStringLiteral("subject"), error.subject},
            {QStringLiteral("detail"), error.detail}};
}

Error errorFromJson(const QJsonObject &json)
{
    return {errorCodeFromName(json.value(QLatin1StringView("code")).toString()),
            json.value(QLatin1StringView("subject")).toString(),
            json.value(QLatin1StringView("detail")).toString()};
}

} // namespace rawi
