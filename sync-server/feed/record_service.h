#pragma once

#include "sync-server/feed/command_service.h"
#include "sync-server/gateway/http.h"

namespace rawi::server {

// A page of rows in key order (keyset paging): every key in the same direction, the last one unique.
struct PageQuery {
    struct Key {
        std::string sql;  // "t.created_at"
        std::string type; // "timestamptz"
    };
    std::string rowSql; // yields an item's JSON text
    std::string from; // "content_items t"
    const RecordInfo *type = nullptr; // of `t`: only what the asking person may know of is found
    std::string condition = {}; // " AND NOT t.trashed AND t.state = $1", beyond the workspace; may be empty
    PgParams params;
    std::vector<Key> keys;
    bool descending = false;
    QString sort; // names the order, so that a cursor of another one is refused
};

// What a request's body brings beside the command's arguments (a secret), and what becomes of it.
struct Beside {
    QStringList members = {}; // of the body
    // Inside the command's transaction, as AskedCommand::also; `given` are those members that were there.
    std::function<Result<void>(PgConnection &, const QUuid &id, const QJsonObject &given)> keep = {};
};

// What the REST handlers of every feature do with a described record type: read one, read a page, run a command
// and answer with the row it made. PostgreSQL builds the JSON text; it is not parsed here. Thread-safe.
class RecordService {
public:
    RecordService(PgPool &pool, CommandService &commands);

    const RuleBook &rules() const { return m_commands.rules(); }
    // SQL text: the rows of this server's one workspace, by an index that begins with it.
    static std::string workspaceCondition(const std::string &alias);

    // 200 with the row and its ETag. Errors: NotFound, also of what the reader may not know of.
    Result<Reply> read(const RecordInfo &type, const QUuid &id, const Actor &reader) const;
    // 200 {"items": […], "next_cursor": text or null} by the request's `limit` and `cursor`. Errors:
    // InvalidArgument (cursor).
    Result<Reply> page(PageQuery query, const Request &request) const;

    // Runs the command over the JSON body and `fixed` (which the body may not name). 201 with Location and ETag.
    Result<Reply> create(const Request &request, const RecordInfo &type, const QString &command,
                         const QJsonObject &fixed, const std::string &collection, const Beside &beside = {}) const;
    // Runs a command on the record of the path; `expectedRev` as CommandService::run. 200 with the row and ETag.
    Result<Reply> change(const Request &request, const RecordInfo &type, const QString &command,
                         qint64 expectedRev, const Beside &beside = {}) const;
    // The same for a command that removes the record: 204.
    Result<Reply> remove(const Request &request, const RecordInfo &type, const QString &command, const Beside &beside = {}) const;

private:
    Result<QJsonObject> run(const Request &request, AskedCommand asked, const QJsonObject &fixed, const Beside &beside) const;

    PgPool &m_pool;
    CommandService &m_commands;
};

} // namespace rawi::server
