#pragma once

#include "sync-server/pg/pg.h"

#include <QUuid>

namespace rawi::server {

// The workspace this database holds. The epoch names the history of its feed.
struct Workspace {
    QUuid id;
    QString name;
    QString epoch;
};

// Errors: NotFound when the database was migrated but has no workspace yet.
Result<Workspace> readWorkspace(PgConnection &connection);
// The workspace, made with this name when there is none.
Result<Workspace> ensureWorkspace(PgPool &pool, const QString &name, qint64 nowMs);
// After a restore: another epoch and another nonce at the head, so that no desk takes the feed for the one it knew
// (shared/design/sync.md). Inside the caller's transaction; answers the new epoch.
Result<QString> beginNewHistory(PgConnection &connection);

} // namespace rawi::server
