#include "sync-server/feed/audit_log.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace rawi::server {

Result<void> writeAudit(PgConnection &connection, const CommandContext &context, const Deed &deed, qint64 nowMs)
{
    const auto optional = [](const QUuid &id) { return id.isNull() ? PgParam() : PgParam(uuidText(id).toStdString()); };
    QJsonArray rows;
    if (!deed.type.isEmpty()) {
        rows.append(QJsonObject{{u"type"_s, deed.type}, {u"id"_s, uuidText(deed.id)}, {u"rev"_s, deed.rev}});
    }
    QByteArray args = QJsonDocument(deed.args).toJson(QJsonDocument::Compact);
    args.replace("\\u0000", ""); // jsonb cannot hold it
    RAWI_TRY(connection.exec("INSERT INTO audit (workspace, at, actor, session, command, command_id, args, outcome, reason,"
                             " correlation, rows) VALUES ((SELECT id FROM workspaces ORDER BY created_at, id LIMIT 1),"
                             " $1, $2, $3, $4, $5, $6, 'applied', '', $7, $8)",
                             {timestampText({nowMs}).toStdString(), optional(context.actor.id.uuid()), optional(context.sessionId),
                              deed.name.toStdString(), uuidText(makeUuidV7(nowMs)).toStdString(), args.toStdString(),
                              context.correlationId.toStdString(),
                              QJsonDocument(rows).toJson(QJsonDocument::Compact).toStdString()}));
    return {};
}

} // namespace rawi::server
