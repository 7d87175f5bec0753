#include "sync-server/media/preset_routes.h"

#include "core/media/encode_preset.h"
#include "sync-server/feed/record_routes.h"
#include "sync-server/gateway/resource.h"
#include "sync-server/pg/row_store.h"

#include <QJsonDocument>

namespace rawi::server {

namespace {

constexpr const char *kCollection = "/api/v1/media/presets";
constexpr const char *kOne = "/api/v1/media/presets/{id}";

const RecordInfo &presetType()
{
    return recordInfo<EncodePreset>();
}

// The built-in ones as rows: rev 0, because nobody can change them.
const std::string &builtInRows()
{
    static const std::string rows = [] {
        std::string text;
        for (const EncodePreset &preset : builtInPresets()) {
            text += (text.empty() ? "" : ",") + QJsonDocument(toJson(preset)).toJson(QJsonDocument::Compact).toStdString();
        }
        return text;
    }();
    return rows;
}

Result<Reply> listPresets(const Records &records, const Request &request)
{
    static const std::string rowSql = rowJsonSql(presetType(), "t");
    PageQuery query;
    query.rowSql = rowSql;
    query.from = "encode_presets t";
    query.type = &presetType();
    query.keys = {{"t.key", "text"}, {"t.id", "uuid"}};
    query.sort = u"key"_s;
    RAWI_ASSIGN(Reply reply, records->page(std::move(query), request));
    if (request.queryValue("cursor").isEmpty()) { // the first page begins with what is built in
        const size_t begin = reply.body.find('[') + 1;
        const bool alone = reply.body.at(begin) == ']';
        reply.body.insert(begin, builtInRows() + (alone ? "" : ","));
    }
    return reply;
}

Result<Reply> readPreset(const Records &records, const Request &request)
{
    RAWI_ASSIGN(const QUuid id, idParameter(request, presetType()));
    for (const EncodePreset &preset : builtInPresets()) {
        if (preset.id.uuid() == id) {
            return Reply::json(toJson(preset));
        }
    }
    return records->read(presetType(), id, request.session.actor);
}

} // namespace

void addPresetRoutes(RoutingTable &table, PgPool &pool, CommandService &commands)
{
    const Records records = std::make_shared<const RecordService>(pool, commands);
    table.add(listRoute(kCollection, "The ways to encode: first the built-in ones (rev 0), then the newsroom's own by key, page by page",
                        presetType(), [records](const Request &request) { return listPresets(records, request); }));
    Route one = readRoute(kOne, "One way to encode", presetType(), records);
    one.handle = [records](const Request &request) { return readPreset(records, request); }; // also the built-in ones
    table.add(std::move(one));

    table.add(
        commandRoute(records, presetType(),
                     {Method::Post, kCollection, "Make a way to encode", u"preset.create"_s, kCollection}));
    table.add(commandRoute(records, presetType(),
                           {Method::Patch, kOne, "Change a way to encode; other settings raise its version",
                            u"preset.update"_s}));
    table.add(commandRoute(
        records, presetType(),
        {Method::Delete, kOne, "Remove a way to encode; its renditions stay", u"preset.remove"_s}));
}

} // namespace rawi::server
