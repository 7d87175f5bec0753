#pragma once

#include "core/replica/replica.h"

namespace rawi {

// Keeps a change that was still being typed when its record, whose id is among the arguments, left this desk. No rule
// runs: there is nothing to run it on. It waits as the others of the record do, is quarantined when the server has
// refused it, and is told by outboxChanged. Errors: those of the database.
Result<void> keepTyped(Replica &replica, const QUuid &record, const QString &command, const QJsonObject &args,
                       qint64 nowMs);

// A kept command as it is taken out of a desk: {"n", "command", "typed_at" (ISO 8601, UTC), "args", "reason"}.
QJsonObject keptToJson(const OutboxEntry &entry);
// Several as a file: {"kept": [keptToJson…]}, indented, UTF-8.
QByteArray writeKeptFile(const QList<OutboxEntry> &entries);

} // namespace rawi
