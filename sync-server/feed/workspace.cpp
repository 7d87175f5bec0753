#include "sync-server/feed/workspace.h"

#include "core/base/id.h"
#include "sync-server/pg/pg_text.h"

namespace rawi::server {

Result<Workspace> readWorkspace(PgConnection &connection)
{
    RAWI_ASSIGN(const PgRows rows,
                connection.exec("SELECT id, name, epoch FROM workspaces ORDER BY created_at, id LIMIT 1"));
    if (rows.count() == 0) {
        return Error{ErrorCode::NotFound, u"workspace"_s,
                     u"this database has no workspace yet; run rawi-server init"_s, SubjectKind::Code};
    }
    return Workspace{uuidFromText(rows.string(0, 0)), rows.string(0, 1), rows.string(0, 2)};
}

Result<Workspace> ensureWorkspace(PgPool &pool, const QString &name, qint64 nowMs)
{
    return pool.with<Workspace>([&](PgConnection &connection) -> Result<Workspace> {
        RAWI_ASSIGN(PgTransaction transaction, PgTransaction::begin(connection));
        // Two servers that start at once on an empty database make one workspace.
        RAWI_TRY(connection.execScript("LOCK TABLE workspaces IN EXCLUSIVE MODE"));
        Result<Workspace> known = readWorkspace(connection);
        if (known.ok() || known.error().code != ErrorCode::NotFound) {
            return known;
        }
        const Workspace made{makeUuidV7(nowMs), name, uuidText(QUuid::createUuid()).first(8)};
        const std::string id = pgUuid(made.id);
        RAWI_ASSIGN([[maybe_unused]] const PgRows inserted,
                    connection.exec("INSERT INTO workspaces (id, name, epoch) VALUES ($1, $2, $3)",
                                    {id, name.toStdString(), made.epoch.toStdString()}));
        RAWI_ASSIGN([[maybe_unused]] const PgRows head,
                    connection.exec("INSERT INTO feed_heads (workspace) VALUES ($1)", {id}));
        RAWI_TRY(transaction.commit());
        return made;
    });
}

Result<QString> beginNewHistory(PgConnection &connection)
{
    RAWI_ASSIGN(const Workspace workspace, readWorkspace(connection));
    const std::string id = pgUuid(workspace.id);
    const QString fresh = uuidText(QUuid::createUuid());
    const QString epoch = fresh.first(8);
    const std::string nonce = fresh.right(12).toStdString();
    RAWI_TRY(connection.exec("UPDATE workspaces SET epoch = $2 WHERE id = $1", {id, epoch.toStdString()}));
    RAWI_TRY(connection.exec("UPDATE feed_commits c SET nonce = $2 FROM feed_heads h"
                             " WHERE c.workspace = $1 AND h.workspace = $1 AND c.seq = h.head", {id, nonce}));
    RAWI_TRY(connection.exec("UPDATE feed_heads SET nonce = $2 WHERE workspace = $1", {id, nonce}));
    return epoch;
}

} // namespace rawi::server
