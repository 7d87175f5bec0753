#pragma once

#include "sync-server/feed/command_service.h"

namespace rawi::server {

// Something done beside the rule book's commands, as the audit keeps it. `args` never hold a secret.
struct Deed {
    QString name; // "job.cancel"
    QJsonObject args;
    QString type; // of the record it wrote; empty = none
    QUuid id;
    qint64 rev = 0;
};

// Writes it inside the transaction that does it, so that both happen or neither.
Result<void> writeAudit(PgConnection &connection, const CommandContext &context, const Deed &deed, qint64 nowMs);

} // namespace rawi::server
