#pragma once

#include "core/rules/rule_book.h"
#include "sync-server/pg/pg.h"

namespace rawi::server {

// SQL text that yields a row as JSON text with the members and forms of rawi::toJson() (id and rev included);
// `alias` is the table's alias in the statement around it.
std::string rowJsonSql(const RecordInfo &type, const std::string &alias);

// SQL text: core/rules/reach.h's visible() of the row `alias`, by the memberships that the statement finds;
// values are appended to `params`.
std::string visibleSql(const RecordInfo &type, const std::string &alias, const Actor &actor,
                       PgParams &params);

// A PostgreSQL array literal of values that contain no quotes or backslashes (uuids, numbers, type names).
std::string pgArray(const std::vector<std::string> &values);

// What the rule book reads and writes on the server: the rows of one workspace over one connection, inside the
// caller's transaction. Every row read is locked until that transaction ends.
class PgRowStore final : public RowReader {
public:
    PgRowStore(PgConnection &connection, const QUuid &workspace);

    Result<std::optional<QJsonObject>> row(const RecordInfo &type, const QUuid &id) override;
    Result<QList<QJsonObject>> rowsWhere(const RecordInfo &type, const QString &field,
                                         const QJsonValue &value) override;
    // Locks the existing ones of these rows in (type, id) order, as every transaction does: no deadlock.
    Result<void> lock(const RuleBook &rules, QList<RowKey> keys);
    // Removals first, so that a unique place freed by the command can be taken by it.
    // Errors: AlreadyExists and DatabaseError (class 22 and 23) when PostgreSQL refuses the values.
    Result<void> write(const QList<RowChange> &changes);

private:
    Result<void> writeOne(const RowChange &change);

    PgConnection &m_connection;
    std::string m_workspace;
};

} // namespace rawi::server
