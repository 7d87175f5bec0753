#include "sync-server/people/workspace_routes.h"

#include "core/people/workspace_settings.h"
#include "sync-server/feed/record_routes.h"
#include "sync-server/gateway/schema.h"

namespace rawi::server {

namespace {

constexpr const char *kAddress = "/api/v1/workspace/settings";

const RecordInfo &settingsType()
{
    return recordInfo<WorkspaceSettings>();
}

Result<Reply> readSettings(const RecordService &records, const Actor &reader)
{
    Result<Reply> stored = records.read(settingsType(), WorkspaceSettings::theId().uuid(), reader);
    if (!stored.ok() && stored.error().code == ErrorCode::NotFound) {
        return Reply::json(toJson(WorkspaceSettings{}));
    }
    return stored;
}

Result<Reply> changeSettings(const RecordService &records, const Request &request)
{
    RAWI_ASSIGN(Reply reply, records.create(request, settingsType(), u"workspace.set"_s, {}, {}));
    reply.status = 200;
    return reply;
}

} // namespace

void addWorkspaceRoutes(RoutingTable &table, PgPool &pool, CommandService &commands)
{
    const Records records = std::make_shared<const RecordService>(pool, commands);
    Route reading;
    reading.pattern = kAddress;
    reading.summary = "What the newsroom agreed on";
    reading.responseSchema = schemaRef(settingsType());
    reading.handle = [records](const Request &request) {
        return readSettings(*records, request.session.actor);
    };
    table.add(std::move(reading));

    Route change =
        commandRoute(records, settingsType(),
                     {Method::Post, kAddress, "Change what the newsroom agreed on; the last word counts",
                      u"workspace.set"_s});
    change.method = Method::Patch;
    change.successStatus = 200;
    change.handle = [records](const Request &request) { return changeSettings(*records, request); };
    table.add(std::move(change));
}

} // namespace rawi::server
