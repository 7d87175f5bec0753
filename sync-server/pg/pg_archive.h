#pragma once

#include "core/base/result.h"

#include <functional>

namespace rawi::server {

// pg_dump and pg_restore on a database; each call blocks until the program has ended. What connects (passwords, too)
// goes to the program in its environment, never on its command line. `isCancelled` (may be empty) is asked twice a second;
// when it says so the program is ended and the answer is Cancelled.
using CancelCheck = std::function<bool()>;

// Writes the database, as the exported snapshot sees it (pg_export_snapshot; its transaction stays open meanwhile),
// to `file` in PostgreSQL's custom format. Errors: MissingProgram (naming the package), DiskFull, IoError with
// pg_dump's own words.
Result<void> dumpDatabase(const QString &conninfo, const QString &snapshot, const QString &file, const CancelCheck &isCancelled = {});

// Fills an empty database from such a file, all of it or nothing. Errors: MissingProgram, CorruptData (no whole dump),
// DiskFull, IoError.
Result<void> loadDatabase(const QString &conninfo, const QString &file, const CancelCheck &isCancelled = {});

} // namespace rawi::server
