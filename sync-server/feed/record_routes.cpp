#include "sync-server/feed/record_routes.h"

#include "core/rules/rule_args.h"
#include "sync-server/feed/list_query.h"
#include "sync-server/gateway/resource.h"
#include "sync-server/gateway/schema.h"
#include "sync-server/pg/row_store.h"

namespace rawi::server {

namespace {

// The names of the {…} of a pattern, in order.
QStringList placesOf(const std::string &pattern)
{
    QStringList places;
    for (const QString &segment : QString::fromStdString(pattern).split(u'/')) {
        if (segment.startsWith(u'{')) {
            places.append(segment.mid(1, segment.size() - 2));
        }
    }
    return places;
}

QList<FieldInfo> bodyOf(const Rule &rule, const QStringList &inPath)
{
    QList<FieldInfo> body;
    for (FieldInfo field : rule.args) {
        if (!inPath.contains(field.name)) {
            field.required = rule.required.contains(field.name);
            body.append(field);
        }
    }
    return body;
}

// What the path says of the command's arguments. Errors: NotFound when it is no UUID: nothing can have that
// address.
Result<QJsonObject> argumentsOf(const Request &request, const QStringList &places, const RecordInfo &type)
{
    QJsonObject arguments;
    for (qsizetype i = 0; i < places.size(); ++i) {
        const QString text = QString::fromStdString(request.params.at(static_cast<size_t>(i)));
        if (uuidFromText(text).isNull()) {
            return Error{ErrorCode::NotFound, type.name + u'/' + text, u"there is no such record"_s};
        }
        arguments.insert(places.at(i), text);
    }
    return arguments;
}

Result<Reply> page(const Records &records, const RecordInfo &type, const RecordPaths &paths,
                   const Request &request)
{
    PageQuery query;
    query.rowSql = rowJsonSql(type, "t");
    query.from = '"' + type.name.toStdString() + "\" t";
    query.type = &type;
    RAWI_TRY(putInOrder(request, paths.order, paths.descending, query));
    if (type.listing) {
        narrowToWords(request, query);
    }
    return records->page(query, request);
}

} // namespace

Route commandRoute(const Records &records, const RecordInfo &type, const CommandPath &path)
{
    const Rule *rule = records->rules().rule(path.command);
    if (!rule) {
        qFatal("the route %s is of the command %s, which no feature has", path.pattern.c_str(),
               qUtf8Printable(path.command));
    }
    const QStringList places = placesOf(path.pattern);
    for (const QString &place : places) {
        if (!rule->arg(place)) {
            qFatal("%s names {%s}, which %s does not take", path.pattern.c_str(), qUtf8Printable(place),
                   qUtf8Printable(rule->name));
        }
    }
    Route route;
    route.method = path.method;
    route.pattern = path.pattern;
    route.summary = path.summary;
    route.right = rule->right;
    route.rate = RateClass::Write;
    route.takesIdempotencyKey = path.method == Method::Post;
    if (path.method == Method::Delete) {
        route.revision = RevisionUse::Taken;
        route.successStatus = 204;
        route.handle = [records, command = rule->name, &type](const Request &request) {
            return records->remove(request, type, command);
        };
        return route;
    }
    route.body = bodyOf(*rule, places);
    route.responseSchema = schemaRef(type);
    if (places.contains(u"id"_s)) {
        const bool needsRevision = path.method == Method::Patch;
        route.revision = needsRevision ? RevisionUse::Needed : RevisionUse::Taken;
        route.handle = [records, command = rule->name, needsRevision,
                        &type](const Request &request) -> Result<Reply> {
            RAWI_ASSIGN(const qint64 revision,
                        needsRevision ? requiredRevision(request) : matchedRevision(request));
            return records->change(request, type, command, revision);
        };
        return route;
    }
    route.successStatus = 201;
    route.handle = [records, command = rule->name, places, collection = path.collection,
                    &type](const Request &request) -> Result<Reply> {
        RAWI_ASSIGN(const QJsonObject fixed, argumentsOf(request, places, type));
        return records->create(request, type, command, fixed, collection);
    };
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
        return records->read(type, id, request.session.actor);
    };
    return route;
}

QList<FieldInfo> pageParameters()
{
    return {integerArg("limit", 1, kLargestPage), textArg("cursor", 4000)};
}

Route listRoute(const std::string &pattern, const std::string &summary, const RecordInfo &type,
                std::function<Result<Reply>(const Request &)> list, const QList<FieldInfo> &filters)
{
    Route route;
    route.pattern = pattern;
    route.summary = summary;
    route.query = pageParameters() + filters;
    route.responseSchema = pageSchema(schemaRef(type));
    route.handle = std::move(list);
    return route;
}

void addRecordRoutes(RoutingTable &table, const Records &records, const RecordInfo &type,
                     const RecordPaths &paths)
{
    const std::string one = paths.collection + "/{id}";
    Route list = listRoute(
        paths.collection, "The " + paths.many + ", page by page", type,
        [records, paths, &type](const Request &request) { return page(records, type, paths, request); }, listParameters(type));
    Route read = readRoute(one, "One " + paths.one, type, records);
    for (Route *route : {&list, &read}) {
        route->right = paths.readBy;
        table.add(std::move(*route));
    }
    if (!paths.create.isEmpty()) {
        table.add(commandRoute(
            records, type,
            {Method::Post, paths.collection, "Make a " + paths.one, paths.create, paths.collection}));
    }
    if (!paths.update.isEmpty()) {
        table.add(commandRoute(records, type, {Method::Patch, one, "Change a " + paths.one, paths.update}));
    }
    if (!paths.remove.isEmpty()) {
        table.add(commandRoute(records, type, {Method::Delete, one, "Remove a " + paths.one, paths.remove}));
    }
}

} // namespace rawi::server
