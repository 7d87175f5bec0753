#include "sync-server/people/workspace_routes.h"

#include "core/people/workspace_settings.h"
#include "sync-server/feed/record_service.h"

namespace rawi::server {

namespace {

constexpr const char *kAddress = "/api/v1/workspace/settings";

const RecordInfo &settingsType()
{
    return recordInfo<WorkspaceSettings>();
}

Result<Reply> readSettings(const RecordService &records)
{
    Result<Reply> stored = records.read(settingsType(), WorkspaceSettings::theId().uuid());
    if (!stored.ok() && stored.error().code == ErrorCode::NotFound) {
        return Reply::json(toJson(WorkspaceSettings{}));
    }
    return stored;
}

Result<Reply> changeSettings(const RecordService &records, const Request &request)
{
    RAWI_ASSIGN(Reply reply, records.create(request, settingsType(), u"workspace.set"_s, {}, {}));
    reply.status = 200;
    std::erase_if(reply.headers, [](const auto &header) { return header.first == "Location"; });
    return reply;
}

} // namespace

void addWorkspaceRoutes(RoutingTable &table, PgPool &pool, CommandService &commands)
{
    const auto records = std::make_shared<const RecordService>(pool, commands);
    Route reading;
    reading.pattern = kAddress;
    reading.summary = "What the newsroom agreed on";
    reading.responseSchema = schemaRef(settingsType());
    reading.handle = [records](const Request &) { return readSettings(*records); };
    table.add(std::move(reading));

    Route change;
    change.method = Method::Patch;
    change.pattern = kAddress;
    change.summary = "Change what the newsroom agreed on; the last word counts";
    change.minimumRole = Role::ManagingEditor;
    change.rate = RateClass::Write;
    change.requestSchema = {
        {u"type"_s, u"object"_s},
        {u"properties"_s,
         QJsonObject{{u"loudness_gate"_s, fieldSchema(*settingsType().field(u"loudness_gate"))}}},
        {u"additionalProperties"_s, false}};
    change.responseSchema = schemaRef(settingsType());
    change.handle = [records](const Request &request) { return changeSettings(*records, request); };
    table.add(std::move(change));
}

} // namespace rawi::server
