#pragma once

#include "core/base/result.h"

#include <QByteArray>
#include <QString>

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

struct pg_conn;
struct pg_result;

namespace rawi::server {

// A text parameter of a statement; null when empty optional. Binary values go as hex or base64 text.
using PgParam = std::optional<std::string>;
using PgParams = std::vector<PgParam>;

// The rows of one statement; text format.
class PgRows {
public:
    PgRows() = default;
    explicit PgRows(pg_result *result);
    int count() const;
    int affected() const; // of INSERT/UPDATE/DELETE
    bool isNull(int row, int column) const;
    std::string_view text(int row, int column) const; // valid while this lives
    qint64 integer(int row, int column) const;
    QString string(int row, int column) const;

private:
    std::shared_ptr<pg_result> m_result;
};

// One libpq connection; belongs to one thread at a time. Statements are prepared once and cached by text.
class PgConnection {
public:
    // Errors: DatabaseError, naming the host and the cause.
    static Result<std::unique_ptr<PgConnection>> open(const QString &conninfo);
    ~PgConnection();
    PgConnection(const PgConnection &) = delete;
    PgConnection &operator=(const PgConnection &) = delete;

    // Errors: DatabaseError (detail = SQLSTATE and message), AlreadyExists (23505), DiskFull (53100),
    // ServerUnavailable (connection lost; the pool replaces it).
    Result<PgRows> exec(const std::string &sql, const PgParams &params = {});
    // Several statements without parameters or results (migrations).
    Result<void> execScript(const std::string &sql);
    bool healthy() const;
    // Waits for a notice on what this connection LISTENs to, or until the eventfd `wakeFd` is written, which is emptied;
    // whether another connection sent one. Errors: ServerUnavailable.
    Result<bool> awaitNotice(int wakeFd);

private:
    explicit PgConnection(pg_conn *connection);
    struct Private;
    std::unique_ptr<Private> d;
};

// BEGIN … COMMIT around a scope: rolls back unless commit() succeeded.
class PgTransaction {
public:
    enum class Isolation { ReadCommitted, RepeatableRead };
    static Result<PgTransaction> begin(PgConnection &connection, Isolation isolation = Isolation::ReadCommitted);
    PgTransaction(PgTransaction &&other) noexcept;
    ~PgTransaction();
    Result<void> commit();
    PgConnection &connection() { return *m_connection; }

private:
    explicit PgTransaction(PgConnection &connection) : m_connection(&connection) {}
    PgConnection *m_connection = nullptr;
};

// A few connections shared by the workers.
class PgPool {
public:
    PgPool(QString conninfo, int size);
    ~PgPool();
    // Runs `work` with a connection of its own; waits at most 10 s for one. A lost connection is replaced and,
    // when the loss was met before anything was sent, the work is tried once more.
    template <typename T>
    Result<T> with(const std::function<Result<T>(PgConnection &)> &work)
    {
        RAWI_ASSIGN(Lease lease, acquire());
        return work(*lease.connection);
    }
    struct Lease {
        Lease(PgPool &owner, std::unique_ptr<PgConnection> one);
        Lease(Lease &&) noexcept;
        Lease &operator=(Lease &&) = delete;
        ~Lease();
        PgPool *pool;
        std::unique_ptr<PgConnection> connection;
    };
    Result<Lease> acquire();
    struct Use {
        int leased = 0;
        int waiting = 0; // for a connection
    };
    Use use() const;

private:
    struct Private;
    std::unique_ptr<Private> d;
};

// Applies resources/sql/NNNN_name.sql in order under an advisory lock, each once; a changed checksum of an
// applied one is CorruptData.
Result<void> migrate(PgConnection &connection);
// The names of those this program has, in order.
QStringList knownMigrations();

} // namespace rawi::server
