#pragma once

#include "sync-server/feed/command_service.h"

namespace rawi::server {

// Brings every row to the forms of its fields (core/rules/text_form.h), once in a database's life: what is the same to a
// reader the program knows, and no SQL. Each row is a command of its own, so that desks hear of it; one that is refused is
// logged and stays. Answers how many were mended. Errors: those of the database; it is tried again at the next start.
Result<int> mendTexts(PgPool &pool, CommandService &commands);

} // namespace rawi::server
