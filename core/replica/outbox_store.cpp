#include "core/replica/outbox_store.h"

#include "core/rules/plain.h"

#include <QJsonDocument>

namespace rawi {

namespace {

const char *stateName(OutboxState state)
{
    switch (state) {
    case OutboxState::Waiting:
        return "waiting";
    case OutboxState::Refused:
        return "refused";
    case OutboxState::Quarantined:
        break;
    }
    return "quarantined";
}

// Of who works here.
const QString kMine = u"author = (SELECT value FROM meta WHERE key = 'actor_id')"_s;
// Of those, what a server took once and the present one does not know.
const QString kUnknown = u"state IN ('sent', 'acknowledged') AND unknown AND "_s + kMine;

QJsonObject objectFrom(const QByteArray &text)
{
    return QJsonDocument::fromJson(text).object();
}

QString textOf(const QJsonObject &object)
{
    return QString::fromUtf8(QJsonDocument(object).toJson(QJsonDocument::Compact));
}

} // namespace

Result<void> OutboxStore::prepare()
{
    RAWI_TRY(m_database.exec(u"CREATE TABLE IF NOT EXISTS outbox (n INTEGER PRIMARY KEY, "
                             "command TEXT NOT NULL, state TEXT NOT NULL, "
                             "reason TEXT NOT NULL DEFAULT '{}', head_epoch TEXT NOT NULL "
                             "DEFAULT '', head_seq INTEGER NOT NULL DEFAULT 0)"_s));
    QStringList existing;
    RAWI_TRY(m_database.each(u"PRAGMA table_info(outbox)"_s, {},
                             [&](const QSqlQuery &query) { existing.append(query.value(1).toString()); }));
    // lost: of a record that the person may no longer see. sent_at: seconds since 1970. unknown: to the server that is there now.
    for (const QString &column : {u"lost"_s, u"sent_at"_s, u"unknown"_s}) {
        if (!existing.contains(column)) {
            RAWI_TRY(m_database.exec(u"ALTER TABLE outbox ADD COLUMN %1 INTEGER NOT NULL DEFAULT 0"_s.arg(column)));
        }
    }
    if (!existing.contains("author"_L1)) { // until now all of it was of one person
        RAWI_TRY(m_database.exec(u"ALTER TABLE outbox ADD COLUMN author TEXT NOT NULL DEFAULT ''"_s));
        RAWI_TRY(m_database.exec(u"UPDATE outbox SET author = coalesce((SELECT value FROM meta WHERE key = 'actor_id'), '')"_s));
    }
    return m_database.exec(u"CREATE INDEX IF NOT EXISTS outbox_by_state ON outbox (state, n)"_s);
}

Result<QList<OutboxStore::Others>> OutboxStore::others() const
{
    QList<Others> found;
    RAWI_TRY(m_database.each(u"SELECT author, COUNT(*) FROM outbox WHERE state = 'waiting' AND NOT "_s + kMine + u" GROUP BY author"_s, {},
                             [&](const QSqlQuery &query) {
                                 found.append({uuidFromText(query.value(0).toString()), query.value(1).toInt()});
                             }));
    return found;
}

Result<void> OutboxStore::takeOver(const QUuid &author)
{
    return m_database.exec(u"UPDATE outbox SET author = (SELECT value FROM meta WHERE key = 'actor_id') WHERE ? IN ('', author)"_s,
                           {author.isNull() ? u""_s : uuidText(author)});
}

Result<void> OutboxStore::append(const Command &command)
{
    return m_database.exec(u"INSERT INTO outbox (n, command, state, author) VALUES (?, ?, 'waiting', "
                           "(SELECT value FROM meta WHERE key = 'actor_id'))"_s,
                           {command.n, textOf(commandToJson(command))});
}

Result<QList<OutboxEntry>> OutboxStore::list(const QString &where, const QVariantList &values) const
{
    struct Stored {
        QByteArray command;
        QString state;
        QByteArray reason;
    };
    QList<Stored> stored;
    RAWI_TRY(m_database.each(u"SELECT command, state, reason FROM outbox WHERE "_s + where, values,
                             [&](const QSqlQuery &query) {
                                 stored.append({query.value(0).toString().toUtf8(), query.value(1).toString(),
                                                query.value(2).toString().toUtf8()});
                             }));
    QList<OutboxEntry> entries;
    for (const Stored &one : stored) {
        RAWI_ASSIGN(Command command, commandFromJson(objectFrom(one.command)));
        OutboxEntry entry{std::move(command), OutboxState::Waiting, {}};
        if (one.state == "refused"_L1 || one.state == "quarantined"_L1) {
            entry.state = one.state == "refused"_L1 ? OutboxState::Refused : OutboxState::Quarantined;
            entry.reason = fromJson<Error>(objectFrom(one.reason));
        }
        entries.append(std::move(entry));
    }
    return entries;
}

Result<QList<OutboxEntry>> OutboxStore::entries(OutboxState state) const
{
    return list(u"state = ? AND "_s + kMine + u" ORDER BY n"_s, {QString(QLatin1StringView(stateName(state)))});
}

Result<QList<OutboxEntry>> OutboxStore::entriesOf(const QUuid &record) const
{
    const QString id = uuidText(record);
    // The search for the text comes first: of thousands that wait it leaves few to be read as JSON.
    return list(u"state <> 'sent' AND instr(command, ?) > 0 AND json_extract(command, '$.args.id') = ? ORDER BY n"_s, {id, id});
}

Result<std::optional<OutboxEntry>> OutboxStore::refused(qint64 n) const
{
    RAWI_ASSIGN(const QList<OutboxEntry> found, list(u"state = 'refused' AND n = ?"_s, {n}));
    return found.isEmpty() ? std::optional<OutboxEntry>() : found.first();
}

Result<bool> OutboxStore::isKept(qint64 n) const
{
    RAWI_ASSIGN(const QList<OutboxEntry> found, list(u"state IN ('refused', 'quarantined') AND n = ?"_s, {n}));
    return !found.isEmpty();
}

Result<QList<Command>> OutboxStore::commands(const QString &where, const QVariantList &values) const
{
    RAWI_ASSIGN(const QList<OutboxEntry> found, list(where, values));
    QList<Command> all;
    for (const OutboxEntry &entry : found) {
        all.append(entry.command);
    }
    return all;
}

Result<QList<Command>> OutboxStore::toPush(int limit) const
{
    return commands(u"state = 'waiting' AND "_s + kMine + u" ORDER BY n LIMIT ?"_s, {limit});
}

Result<QList<Command>> OutboxStore::shown() const
{
    return commands(u"state IN ('acknowledged', 'waiting') AND "_s + kMine + u" ORDER BY n"_s, {});
}

Result<int> OutboxStore::count(OutboxState state) const
{
    RAWI_ASSIGN(const QVariant counted,
                m_database.value(u"SELECT COUNT(*) FROM outbox WHERE state = ? AND "_s + kMine,
                                 {QString(QLatin1StringView(stateName(state)))}));
    return counted.toInt();
}

Result<bool> OutboxStore::holds(const QUuid &command) const
{
    const QString id = uuidText(command);
    RAWI_ASSIGN(const QVariant found,
                m_database.value(u"SELECT 1 FROM outbox WHERE instr(command, ?) > 0 AND json_extract(command, '$.id') = ?"_s, {id, id}));
    return found.isValid();
}

Result<void> OutboxStore::acknowledge(qint64 n, const FeedCursor &head)
{
    return m_database.exec(u"UPDATE outbox SET state = 'acknowledged', head_epoch = ?, head_seq = ? "
                           "WHERE n = ? AND state = 'waiting'"_s,
                           {head.epoch.isNull() ? u""_s : head.epoch, head.seq, n});
}

Result<void> OutboxStore::refuse(qint64 n, const Error &reason)
{
    return m_database.exec(
        u"UPDATE outbox SET state = iif(lost, 'quarantined', 'refused'), reason = ? WHERE n = ? AND state = 'waiting'"_s,
        {textOf(toJson(reason)), n});
}

Result<void> OutboxStore::rewrite(const Command &command)
{
    return m_database.exec(u"UPDATE outbox SET command = ? WHERE n = ?"_s, {textOf(commandToJson(command)), command.n});
}

Result<void> OutboxStore::settleSeen(const FeedCursor &cursor)
{
    return m_database.exec(u"UPDATE outbox SET state = 'sent', sent_at = CAST(strftime('%s', 'now') AS INTEGER) "
                           "WHERE state = 'acknowledged' AND (head_epoch <> ? OR head_seq <= ?)"_s,
                           {cursor.epoch.isNull() ? u""_s : cursor.epoch, cursor.seq});
}

Result<void> OutboxStore::forgetOldSent()
{
    constexpr int kKeptDays = 14;
    return m_database.exec(u"DELETE FROM outbox WHERE state = 'sent' AND sent_at < CAST(strftime('%s', 'now') AS INTEGER) - ?"_s,
                           {kKeptDays * 24 * 60 * 60});
}

Result<QList<QUuid>> OutboxStore::taken(int limit) const
{
    QList<QUuid> ids;
    RAWI_TRY(m_database.each(u"SELECT json_extract(command, '$.id') FROM outbox WHERE state IN ('sent', 'acknowledged') AND "_s + kMine
                                 + u" ORDER BY n DESC LIMIT ?"_s,
                             {limit}, [&](const QSqlQuery &query) { ids.append(uuidFromText(query.value(0).toString())); }));
    return ids;
}

Result<void> OutboxStore::markUnknown(const QSet<QUuid> &commands)
{
    QJsonArray ids;
    for (const QUuid &command : commands) {
        ids.append(uuidText(command));
    }
    return m_database.exec(u"UPDATE outbox SET unknown = (json_extract(command, '$.id') IN (SELECT value FROM json_each(?))) "
                           "WHERE state IN ('sent', 'acknowledged') AND "_s + kMine,
                           {QString::fromUtf8(QJsonDocument(ids).toJson(QJsonDocument::Compact))});
}

Result<QList<Command>> OutboxStore::unknown(qint64 limit) const
{
    return commands(kUnknown + u" ORDER BY n LIMIT ?"_s, {limit});
}

Result<qint64> OutboxStore::unknownCount() const
{
    RAWI_ASSIGN(const QVariant counted, m_database.value(u"SELECT COUNT(*) FROM outbox WHERE "_s + kUnknown));
    return counted.toLongLong();
}

Result<void> OutboxStore::offerAgain()
{
    return m_database.exec(u"UPDATE outbox SET state = 'waiting', unknown = 0 WHERE "_s + kUnknown);
}

Result<void> OutboxStore::removeRefused(qint64 n)
{
    return m_database.exec(u"DELETE FROM outbox WHERE state IN ('refused', 'quarantined') AND n = ?"_s, {n});
}

Result<void> OutboxStore::quarantine(const QSet<QUuid> &records)
{
    const QString lost =
        textOf(toJson(Error{ErrorCode::PermissionDenied, u"lost"_s, u"no longer among what you may see"_s, SubjectKind::Code}));
    for (const QUuid &record : records) {
        RAWI_TRY(m_database.exec(
            u"UPDATE outbox SET lost = 1, command = json_set(command, '$.base', json('{}')), "
            "reason = iif(state = 'refused', ?, reason), "
            "state = iif(state = 'refused', 'quarantined', state) WHERE state <> 'sent' AND instr(command, ?) > 0 AND "_s + kMine,
            {lost, uuidText(record)}));
        RAWI_TRY(m_database.exec(u"DELETE FROM outbox WHERE state = 'sent' AND instr(command, ?) > 0"_s, {uuidText(record)}));
    }
    return {};
}

} // namespace rawi
