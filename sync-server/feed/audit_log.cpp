#include "sync-server/feed/audit_log.h"

#include "core/text/truncate.h"
#include "sync-server/pg/pg_text.h"

namespace rawi::server {

QJsonObject auditedRow(const QString &type, const QUuid &id, qint64 rev)
{
    return {{u"type"_s, type}, {u"id"_s, uuidText(id)}, {u"rev"_s, rev}};
}

Result<void> writeAudit(PgConnection &connection, const CommandContext &context, const AuditLine &line, qint64 nowMs)
{
    const QUuid id = line.commandId.isNull() ? makeUuidV7(nowMs) : line.commandId;
    RAWI_TRY(connection.exec("INSERT INTO audit (workspace, at, actor, session, command, command_id, args, outcome, reason,"
                             " correlation, rows) VALUES ((SELECT id FROM workspaces ORDER BY created_at, id LIMIT 1),"
                             " $1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
                             {timestampText({nowMs}).toStdString(), pgOptional(context.actor.id.uuid()), pgOptional(context.sessionId),
                              pgText(truncated(line.command, 200)), pgUuid(id), pgJson(line.args),
                              line.refusal ? line.refusal->code.name() : "applied",
                              line.refusal ? pgText(line.refusal->toString()) : std::string(), context.correlationId.toStdString(),
                              pgJson(line.rows)}));
    return {};
}

} // namespace rawi::server
