#pragma once

#include "sync-server/jobs/job.h"
#include "sync-server/pg/pg.h"
#include "sync-server/pg/pg_text.h"

namespace rawi::server {

// The table `jobs` as text, shared by the stores of this room.

// The columns that jobOf() reads, with a space on either side.
extern const std::string kJobColumns;
Job jobOf(const PgRows &rows, int row = 0);
QJsonObject pgObject(const PgRows &rows, int row, int column);

// Parameters of statements.
std::string pgArray(const QStringList &words); // of any array
// Milliseconds since 1970 UTC as to_timestamp($n::float) takes them.
std::string pgSeconds(qint64 ms);

Error jobNotFound(const QUuid &id);
Error jobLost(const Job &job);

} // namespace rawi::server
