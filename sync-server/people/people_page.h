#pragma once

#include "sync-server/feed/record_service.h"

namespace rawi::server {

// The members that a request asks for: `q` (in address and names), `role`, `active`, `sort` (email, name_ar, name_en, role;
// "-" before it for the other way; without it by age). Errors: InvalidArgument (sort).
Result<PageQuery> peoplePage(const Request &request);

} // namespace rawi::server
