#include "sync-server/pg/pg.h"

#include "sync-server/pg/pg_error.h"

#include <libpq-fe.h>
#include <poll.h>
#include <sys/eventfd.h>

#include <array>
#include <charconv>
#include <unordered_map>

namespace rawi::server {

namespace {

// More texts than this are a sign of SQL built from data; they then run unprepared instead of filling the server.
constexpr size_t kMaxPrepared = 400;

using ResultHandle = std::unique_ptr<pg_result, decltype(&PQclear)>;

ResultHandle own(pg_result *result)
{
    return {result, &PQclear};
}

bool succeeded(const pg_result *result)
{
    const ExecStatusType status = PQresultStatus(result);
    return status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK;
}

void logNotice(void *, const char *message)
{
    qDebug("postgresql: %s", message);
}

} // namespace

PgRows::PgRows(pg_result *result) : m_result(result, &PQclear) {}

int PgRows::count() const
{
    return m_result ? PQntuples(m_result.get()) : 0;
}

int PgRows::affected() const
{
    return m_result ? QByteArray(PQcmdTuples(m_result.get())).toInt() : 0;
}

bool PgRows::isNull(int row, int column) const
{
    return PQgetisnull(m_result.get(), row, column) == 1;
}

std::string_view PgRows::text(int row, int column) const
{
    return {PQgetvalue(m_result.get(), row, column), static_cast<size_t>(PQgetlength(m_result.get(), row, column))};
}

qint64 PgRows::integer(int row, int column) const
{
    const std::string_view digits = text(row, column);
    qint64 value = 0;
    std::from_chars(digits.data(), digits.data() + digits.size(), value);
    return value;
}

QString PgRows::string(int row, int column) const
{
    const std::string_view value = text(row, column);
    return QString::fromUtf8(value.data(), static_cast<qsizetype>(value.size()));
}

struct PgConnection::Private {
    pg_conn *connection = nullptr;
    std::unordered_map<std::string, std::string> prepared; // SQL → statement name

    // The name under which `sql` is prepared; empty when it should run unprepared.
    Result<std::string> prepare(const std::string &sql)
    {
        if (const auto known = prepared.find(sql); known != prepared.end()) {
            return known->second;
        }
        if (prepared.size() >= kMaxPrepared) {
            return std::string();
        }
        const std::string name = "s" + std::to_string(prepared.size());
        const ResultHandle result = own(PQprepare(connection, name.c_str(), sql.c_str(), 0, nullptr));
        if (!succeeded(result.get())) {
            return pgError(connection, result.get());
        }
        prepared.emplace(sql, name);
        return name;
    }
};

PgConnection::PgConnection(pg_conn *connection) : d(std::make_unique<Private>())
{
    d->connection = connection;
}

PgConnection::~PgConnection()
{
    PQfinish(d->connection);
}

Result<std::unique_ptr<PgConnection>> PgConnection::open(const QString &conninfo)
{
    pg_conn *raw = PQconnectdb(conninfo.toUtf8().constData());
    std::unique_ptr<PgConnection> connection(new PgConnection(raw));
    if (PQstatus(raw) != CONNECTION_OK) {
        const char *host = PQhost(raw);
        return Error{ErrorCode::DatabaseError, host ? QString::fromUtf8(host) : QString(),
                     QString::fromUtf8(PQerrorMessage(raw)).trimmed()};
    }
    PQsetNoticeProcessor(raw, &logNotice, nullptr);
    RAWI_TRY(connection->execScript("SET client_encoding = 'UTF8'; SET timezone = 'UTC'; SET datestyle = 'ISO';"
                                    "SET client_min_messages = 'warning'; SET lock_timeout = '20s'; SET idle_in_transaction_session_timeout = '60s'"));
    return connection;
}

Result<PgRows> PgConnection::exec(const std::string &sql, const PgParams &params)
{
    RAWI_ASSIGN(const std::string name, d->prepare(sql));
    std::vector<const char *> values;
    values.reserve(params.size());
    for (const PgParam &param : params) {
        if (param && param->find('\0') != std::string::npos) {
            return Error{ErrorCode::DatabaseError, QString(),
                         u"22021 PostgreSQL cannot hold the character U+0000"_s};
        }
        values.push_back(param ? param->c_str() : nullptr);
    }
    const int count = static_cast<int>(values.size());
    pg_result *raw = name.empty()
        ? PQexecParams(d->connection, sql.c_str(), count, nullptr, values.data(), nullptr, nullptr, 0)
        : PQexecPrepared(d->connection, name.c_str(), count, values.data(), nullptr, nullptr, 0);
    PgRows rows(raw);
    if (!succeeded(raw)) {
        return pgError(d->connection, raw);
    }
    return rows;
}

Result<void> PgConnection::execScript(const std::string &sql)
{
    const ResultHandle result = own(PQexec(d->connection, sql.c_str()));
    if (!succeeded(result.get()) && PQresultStatus(result.get()) != PGRES_EMPTY_QUERY) {
        return pgError(d->connection, result.get());
    }
    return {};
}

bool PgConnection::healthy() const
{
    if (PQstatus(d->connection) != CONNECTION_OK) {
        return false;
    }
    // An idle connection has nothing to say: readable means that the server is ending it.
    pollfd poller{PQsocket(d->connection), POLLIN, 0};
    if (poll(&poller, 1, 0) > 0) {
        return false;
    }
    return PQtransactionStatus(d->connection) == PQTRANS_IDLE;
}

Result<bool> PgConnection::awaitNotice(int wakeFd)
{
    bool isTold = false;
    const auto take = [this, &isTold] {
        while (pgNotify *notice = PQnotifies(d->connection)) {
            isTold = isTold || notice->be_pid != PQbackendPID(d->connection);
            PQfreemem(notice);
        }
        return isTold;
    };
    if (take()) { // read beside an answer
        return true;
    }
    std::array<pollfd, 2> pollers{{{PQsocket(d->connection), POLLIN, 0}, {wakeFd, POLLIN, 0}}};
    poll(pollers.data(), pollers.size(), -1);
    if (pollers[1].revents != 0) {
        eventfd_t count = 0;
        eventfd_read(wakeFd, &count);
    }
    if (PQconsumeInput(d->connection) == 0) {
        return pgError(d->connection, nullptr);
    }
    return take();
}

} // namespace rawi::server
