#pragma once

#include "core/base/error.h"

struct pg_conn;
struct pg_result;

namespace rawi::server {

// What PostgreSQL refused, as one of ours; `detail` begins with the five-character SQLSTATE (PostgreSQL manual,
// appendix A). `result` may be null when the connection itself is gone.
Error pgError(pg_conn *connection, const pg_result *result);
// The SQLSTATE of an error made by pgError(); empty when it is none.
QString sqlState(const Error &error);
// A deadlock or a serialization failure: the whole transaction may be tried again.
bool isRetryable(const Error &error);
// PostgreSQL could not hold the values themselves (classes 22, 23 and 54): the command is wrong, not the database.
bool isDataRefusal(const Error &error);

} // namespace rawi::server
