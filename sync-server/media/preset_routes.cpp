#include "sync-server/media/preset_routes.h"

#include "core/media/encode_preset.h"
#include "sync-server/feed/record_service.h"
#include "sync-server/gateway/resource.h"
#include "sync-server/pg/row_store.h"

#include <QJsonDocument>

namespace rawi::server {

namespace {

constexpr const char *kCollection = "/api/v1/media/presets";
constexpr const char *kOne = "/api/v1/media/presets/{id}";

using Records = std::shared_ptr<const RecordService>;

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
    query.condition = RecordService::workspaceCondition("t");
    query.keys = {{"t.key", "text"}, {"t.id", "uuid"}};
    query.sort = QStringLiteral("key");
    query.cursor = request.queryValue("cursor");
    RAWI_ASSIGN(query.limit, pageLimit(request));
    RAWI_ASSIGN(Reply reply, records->page(query));
    if (query.cursor.isEmpty()) { // the first page begins with what is built in
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
    return records->read(presetType(), id);
}

QJsonObject bodySchema(std::initializer_list<const char *> names, std::initializer_list<const char *> required)
{
    QJsonObject properties;
    for (const char *name : names) {
        properties.insert(QLatin1StringView(name), fieldSchema(*presetType().field(QLatin1StringView(name).toString())));
    }
    QJsonArray needed;
    for (const char *name : required) {
        needed.append(QLatin1StringView(name));
    }
    return {{QStringLiteral("type"), QStringLiteral("object")},
            {QStringLiteral("properties"), properties},
            {QStringLiteral("required"), needed},
            {QStringLiteral("additionalProperties"), false}};
}

Route writeRoute(Method method, const char *pattern, const char *summary)
{
    Route route;
    route.method = method;
    route.pattern = pattern;
    route.summary = summary;
    route.minimumRole = Role::ManagingEditor;
    route.rate = RateClass::Write;
    return route;
}

void addReadRoutes(RoutingTable &table, const Records &records)
{
    Route all;
    all.pattern = kCollection;
    all.summary = "The ways to encode: first the built-in ones (rev 0), then the newsroom's own by key, page by page";
    all.queryParameters = {"limit", "cursor"};
    all.responseSchema = pageSchema(schemaRef(presetType()));
    all.handle = [records](const Request &request) { return listPresets(records, request); };
    table.add(std::move(all));

    Route one;
    one.pattern = kOne;
    one.summary = "One way to encode";
    one.responseSchema = schemaRef(presetType());
    one.handle = [records](const Request &request) { return readPreset(records, request); };
    table.add(std::move(one));
}

} // namespace

void addPresetRoutes(RoutingTable &table, PgPool &pool, CommandService &commands)
{
    const Records records = std::make_shared<const RecordService>(pool, commands);
    addReadRoutes(table, records);

    Route create = writeRoute(Method::Post, kCollection, "Make a way to encode");
    create.requestSchema = bodySchema({"key", "name_ar", "name_en", "version", "settings"},
                                      {"key", "name_ar", "name_en", "settings"});
    create.responseSchema = schemaRef(presetType());
    create.successStatus = 201;
    create.handle = [records](const Request &request) {
        return records->create(request, presetType(), QStringLiteral("preset.create"), {}, kCollection);
    };
    table.add(std::move(create));

    Route change = writeRoute(Method::Patch, kOne, "Change a way to encode; other settings raise its version");
    change.requestSchema = bodySchema({"name_ar", "name_en", "settings", "retired"}, {});
    change.responseSchema = schemaRef(presetType());
    change.handle = [records](const Request &request) -> Result<Reply> {
        RAWI_ASSIGN(const qint64 revision, requiredRevision(request));
        return records->change(request, presetType(), QStringLiteral("preset.update"), revision);
    };
    table.add(std::move(change));

    Route remove = writeRoute(Method::Delete, kOne, "Remove a way to encode; its renditions stay");
    remove.successStatus = 204;
    remove.handle = [records](const Request &request) {
        return records->remove(request, presetType(), QStringLiteral("preset.remove"));
    };
    table.add(std::move(remove));
}

} // namespace rawi::server
