#pragma once

#include "sync-server/feed/command_service.h"

#include <QJsonArray>

namespace rawi::server {

// What was done, or refused, as the audit keeps it. `args` never hold a secret.
struct AuditLine {
    QString command; // "content.publish", "job.cancel"
    QJsonObject args;
    QJsonArray rows = {}; // {"type", "id", "rev"} of each record that it wrote
    QUuid commandId = {}; // null = it is none of the rule book's
    std::optional<Error> refusal = {};
};

// One of a line's rows.
QJsonObject auditedRow(const QString &type, const QUuid &id, qint64 rev);

// Writes it inside the transaction that does it, so that both happen or neither.
Result<void> writeAudit(PgConnection &connection, const CommandContext &context, const AuditLine &line, qint64 nowMs);

} // namespace rawi::server
