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
    if (!existing.contains("lost"_L1)) {
        RAWI_TRY(m_database.exec(u"ALTER TABLE outbox ADD COLUMN lost INTEGER NOT NULL DEFAULT 0"_s));
    }
    return m_database.exec(u"CREATE INDEX IF NOT EXISTS outbox_by_state ON outbox (state, n)"_s);
}

Result<void> OutboxStore::append(const Command &command)
{
    return m_database.exec(u"INSERT INTO outbox (n, command, state) VALUES (?, ?, 'waiting')"_s,
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
    return list(u"state = ? ORDER BY n"_s, {QString(QLatin1StringView(stateName(state)))});
}

Result<QList<OutboxEntry>> OutboxStore::entriesOf(const QUuid &record) const
{
    const QString id = uuidText(record);
    // The search for the text comes first: of thousands that wait it leaves few to be read as JSON.
    return list(u"instr(command, ?) > 0 AND json_extract(command, '$.args.id') = ? ORDER BY n"_s, {id, id});
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

Result<QList<Command>> OutboxStore::toPush(int limit) const
{
    RAWI_ASSIGN(const QList<OutboxEntry> found, list(u"state = 'waiting' ORDER BY n LIMIT ?"_s, {limit}));
    QList<Command> commands;
    for (const OutboxEntry &entry : found) {
        commands.append(entry.command);
    }
    return commands;
}

Result<QList<Command>> OutboxStore::shown() const
{
    RAWI_ASSIGN(const QList<OutboxEntry> found,
                list(u"state IN ('acknowledged', 'waiting') ORDER BY n"_s, {}));
    QList<Command> commands;
    for (const OutboxEntry &entry : found) {
        commands.append(entry.command);
    }
    return commands;
}

Result<int> OutboxStore::count(OutboxState state) const
{
    RAWI_ASSIGN(const QVariant counted,
                m_database.value(u"SELECT COUNT(*) FROM outbox WHERE state = ?"_s,
                                 {QString(QLatin1StringView(stateName(state)))}));
    return counted.toInt();
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

Result<void> OutboxStore::forgetSeen(const FeedCursor &cursor)
{
    return m_database.exec(u"DELETE FROM outbox WHERE state = 'acknowledged' AND "
                           "(head_epoch <> ? OR head_seq <= ?)"_s,
                           {cursor.epoch.isNull() ? u""_s : cursor.epoch, cursor.seq});
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
            "state = iif(state = 'refused', 'quarantined', state) WHERE instr(command, ?) > 0"_s,
            {lost, uuidText(record)}));
    }
    return {};
}

} // namespace rawi
