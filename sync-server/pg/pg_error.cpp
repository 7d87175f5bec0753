#include "sync-server/pg/pg_error.h"

#include <libpq-fe.h>

namespace rawi::server {

namespace {

QString field(const pg_result *result, int code)
{
    const char *text = result ? PQresultErrorField(result, code) : nullptr;
    return text ? QString::fromUtf8(text) : QString();
}

bool isConnectionLoss(QStringView state)
{
    return state.startsWith("08"_L1) || state == "57P01"_L1 || state == "57P02"_L1 || state == "57P03"_L1;
}

} // namespace

Error pgError(pg_conn *connection, const pg_result *result)
{
    const QString state = field(result, PG_DIAG_SQLSTATE);
    QString message = field(result, PG_DIAG_MESSAGE_PRIMARY);
    if (message.isEmpty()) {
        message = QString::fromUtf8(PQerrorMessage(connection)).trimmed();
    }
    if (PQstatus(connection) != CONNECTION_OK || isConnectionLoss(state)) {
        return {ErrorCode::ServerUnavailable, u"postgresql"_s, message, SubjectKind::Code};
    }
    const QString detail = state + QLatin1Char(' ') + message;
    if (state == "23505"_L1) {
        return {ErrorCode::AlreadyExists, field(result, PG_DIAG_CONSTRAINT_NAME), detail, SubjectKind::Code};
    }
    if (state == "53100"_L1) {
        return {ErrorCode::DiskFull, u"postgresql"_s,
                detail + u"; make room on the database's disk and try again"_s, SubjectKind::Code};
    }
    return {ErrorCode::DatabaseError, field(result, PG_DIAG_TABLE_NAME), detail};
}

QString sqlState(const Error &error)
{
    const bool fromPostgres = error.code == ErrorCode::DatabaseError || error.code == ErrorCode::AlreadyExists
        || error.code == ErrorCode::DiskFull;
    return fromPostgres && error.detail.size() > 5 && error.detail.at(5) == QLatin1Char(' ') ? error.detail.first(5)
                                                                                             : QString();
}

bool isRetryable(const Error &error)
{
    const QString state = sqlState(error);
    return state == "40P01"_L1 || state == "40001"_L1;
}

bool isDataRefusal(const Error &error)
{
    const QString state = sqlState(error);
    return state.startsWith("22"_L1) || state.startsWith("23"_L1) || state.startsWith("54"_L1);
}

} // namespace rawi::server
