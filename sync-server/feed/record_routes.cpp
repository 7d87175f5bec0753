#include "sync-server/feed/record_routes.h"

#include "sync-server/gateway/resource.h"

namespace rawi::server {

Route writeRoute(Method method, const std::string &pattern, const std::string &summary, Role role)
{
    Route route;
    route.method = method;
    route.pattern = pattern;
    route.summary = summary;
    route.minimumRole = role;
    route.rate = RateClass::Write;
    return route;
}

Route readRoute(const std::string &pattern, const std::string &summary, const RecordInfo &type, const Records &records)
{
    Route route;
    route.pattern = pattern;
    route.summary = summary;
    route.responseSchema = schemaRef(type);
    route.handle = [records, &type](const Request &request) -> Result<Reply> {
        RAWI_ASSIGN(const QUuid id, idParameter(request, type));
        return records->read(type, id);
    };
    return route;
}

Route listRoute(const std::string &pattern, const std::string &summary, const RecordInfo &type,
                std::function<Result<Reply>(const Request &)> list)
{
    Route route;
    route.pattern = pattern;
    route.summary = summary;
    route.queryParameters = {"limit", "cursor"};
    route.responseSchema = pageSchema(schemaRef(type));
    route.handle = std::move(list);
    return route;
}

Route patchRoute(const std::string &pattern, const std::string &summary, const RecordInfo &type, const QString &command,
                 const Records &records)
{
    Route route = writeRoute(Method::Patch, pattern, summary);
    route.responseSchema = schemaRef(type);
    route.handle = [records, command, &type](const Request &request) -> Result<Reply> {
        RAWI_ASSIGN(const qint64 revision, requiredRevision(request));
        return records->change(request, type, command, revision);
    };
    return route;
}

Route removeRoute(const std::string &pattern, const std::string &summary, const RecordInfo &type, const QString &command,
                  const Records &records)
{
    Route route = writeRoute(Method::Delete, pattern, summary);
    route.successStatus = 204;
    route.handle = [records, command, &type](const Request &request) { return records->remove(request, type, command); };
    return route;
}

} // namespace rawi::server
