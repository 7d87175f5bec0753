#include "core/replica/kept_commands.h"

#include "core/protocol/messages.h"
#include "core/replica/replica_private.h"

#include <QDateTime>
#include <QJsonDocument>

namespace rawi {

Result<void> keepTyped(Replica &replica, const QUuid &record, const QString &command, const QJsonObject &args,
                       qint64 nowMs)
{
    ReplicaDatabase &database = replica.database();
    RAWI_TRY(database.write([&]() -> Result<void> {
        MetaStore meta(database, u"meta"_s);
        OutboxStore outbox(database);
        RAWI_ASSIGN(const QString next, meta.value(kNextKey));
        Command kept;
        kept.id = makeUuidV7(nowMs);
        kept.client = replica.clientId();
        kept.n = next.toLongLong();
        kept.name = command;
        kept.args = args;
        kept.atMs = nowMs;
        kept.schema = kSchemaVersion;
        RAWI_TRY(outbox.append(kept));
        RAWI_TRY(meta.set(kNextKey, QString::number(kept.n + 1)));
        return outbox.quarantine({record});
    }));
    database.syncSoon();
    Q_EMIT replica.outboxChanged();
    return {};
}

QJsonObject keptToJson(const OutboxEntry &entry)
{
    const Command &command = entry.command;
    return {{u"n"_s, command.n},
            {u"command"_s, command.name},
            {u"typed_at"_s, QDateTime::fromMSecsSinceEpoch(command.atMs, Qt::UTC).toString(Qt::ISODateWithMs)},
            {u"args"_s, command.args},
            {u"reason"_s, QLatin1StringView(entry.reason.code.name())}};
}

QByteArray writeKeptFile(const QList<OutboxEntry> &entries)
{
    QJsonArray kept;
    for (const OutboxEntry &entry : entries) {
        kept.append(keptToJson(entry));
    }
    return QJsonDocument(QJsonObject{{u"kept"_s, kept}}).toJson();
}

} // namespace rawi
