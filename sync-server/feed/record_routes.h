#pragma once

#include "sync-server/feed/record_service.h"
#include "sync-server/gateway/router.h"

namespace rawi::server {

using Records = std::shared_ptr<const RecordService>;

// What the routes of every described record type have in common. Editors may write; a route that asks for another role or
// has a body says so afterwards.

Route writeRoute(Method method, const std::string &pattern, const std::string &summary, Role role = Role::Editor);
// GET of one record by the id in the path.
Route readRoute(const std::string &pattern, const std::string &summary, const RecordInfo &type, const Records &records);
// A page of them, by `list`.
Route listRoute(const std::string &pattern, const std::string &summary, const RecordInfo &type,
                std::function<Result<Reply>(const Request &)> list);
// PATCH by a command, over the revision of If-Match.
Route patchRoute(const std::string &pattern, const std::string &summary, const RecordInfo &type, const QString &command,
                 const Records &records);
// DELETE by a command; If-Match may be left out.
Route removeRoute(const std::string &pattern, const std::string &summary, const RecordInfo &type, const QString &command,
                  const Records &records);

} // namespace rawi::server
