#include "sync-server/gateway/router.h"

#include "sync-server/gateway/schema.h"

#include <QJsonArray>

#include <algorithm>

namespace rawi::server {

namespace {

QJsonObject objectOf(std::initializer_list<std::pair<QString, QJsonValue>> members)
{
    return QJsonObject(members);
}

QJsonObject problemSchema()
{
    const QJsonObject text = textSchema();
    return objectOf({{u"type"_s, u"object"_s},
                     {u"description"_s, u"RFC 9457 problem; `code` is stable"_s},
                     {u"properties"_s,
                      objectOf({{u"type"_s, text},
                                {u"title"_s, text},
                                {u"status"_s, QJsonObject{{u"type"_s, u"integer"_s}}},
                                {u"detail"_s, text},
                                {u"code"_s, text},
                                {u"subject"_s, text},
                                {u"subject_kind"_s, text}})},
                     {u"required"_s, QJsonArray{u"type"_s, u"status"_s, u"code"_s}}});
}

QJsonObject jsonContent(const char *mediaType, const QJsonObject &schema)
{
    return objectOf({{QLatin1StringView(mediaType), objectOf({{u"schema"_s, schema}})}});
}

QJsonArray parametersOf(const Route &route)
{
    QJsonArray parameters;
    const auto append = [&](const QString &name, const char *place, bool required,
                            const QJsonObject &schema) {
        parameters.append(objectOf({{u"name"_s, name},
                                    {u"in"_s, QLatin1StringView(place)},
                                    {u"required"_s, required},
                                    {u"schema"_s, schema}}));
    };
    const QString pattern = QString::fromStdString(route.pattern);
    for (const QString &segment : pattern.split(u'/')) {
        if (segment.startsWith(u'{')) {
            append(segment.mid(1, segment.size() - 2), "path", true, textSchema());
        }
    }
    for (const FieldInfo &parameter : route.query) {
        append(parameter.name, "query", parameter.required, fieldSchema(parameter));
    }
    if (route.takesIdempotencyKey) {
        append(u"Idempotency-Key"_s, "header", false, textSchema());
    }
    if (route.revision != RevisionUse::None) {
        append(u"If-Match"_s, "header", route.revision == RevisionUse::Needed, textSchema());
    }
    return parameters;
}

// "get_content_id" of GET /api/v1/content/{id}: generators name functions by it.
QString operationId(const Route &route)
{
    const std::string_view method = methodName(route.method);
    QString id = QString::fromLatin1(method.data(), qsizetype(method.size())).toLower();
    QString path = QString::fromStdString(route.pattern);
    path.remove(u"/api/v1"_s);
    for (const QString &word : path.split(u'/', Qt::SkipEmptyParts)) {
        QString plain = word;
        plain.remove(u'{').remove(u'}').replace(u'-', u'_').replace(u'.', u'_');
        id += u'_' + plain;
    }
    return id;
}

QJsonObject operationOf(const Route &route)
{
    QJsonObject success{{u"description"_s, u"Done"_s}};
    if (!route.successType.empty()) {
        success.insert(u"content"_s, jsonContent(route.successType.c_str(), textSchema()));
    } else if (!route.responseSchema.isEmpty()) {
        success.insert(u"content"_s, jsonContent("application/json", route.responseSchema));
    }
    const QJsonObject problem{{u"$ref"_s, u"#/components/responses/Problem"_s}};
    QJsonObject operation{
        {u"operationId"_s, operationId(route)},
        {u"summary"_s, QString::fromStdString(route.summary)},
        {u"parameters"_s, parametersOf(route)},
        {u"security"_s, QJsonArray()},
        {u"responses"_s,
         objectOf({{QString::number(route.successStatus), success}, {u"4XX"_s, problem}, {u"5XX"_s, problem}})}};
    if (route.stream) {
        operation.insert(
            u"requestBody"_s,
            objectOf(
                {{u"content"_s,
                  jsonContent(route.streamType.c_str(),
                              route.formParts.isEmpty() ? QJsonObject() : objectSchema(route.formParts))}}));
    } else if (route.body) {
        const bool needsBody = std::any_of(route.body->begin(), route.body->end(),
                                           [](const FieldInfo &one) { return one.required; });
        operation.insert(
            u"requestBody"_s,
            objectOf({{u"required"_s, needsBody},
                      {u"content"_s, jsonContent("application/json", objectSchema(*route.body))}}));
    }
    if (route.needsSession) {
        operation.insert(u"security"_s, QJsonArray{objectOf({{u"bearer"_s, QJsonArray()}})});
        if (!route.right.isEmpty()) {
            operation.insert(u"x-right"_s, route.right);
        }
    }
    return operation;
}

// What RFC 6455 adds to HTTP, OpenAPI has no words for; its messages are the sync protocol's.
QJsonObject socketOperation()
{
    const QJsonObject problem{{u"$ref"_s, u"#/components/responses/Problem"_s}};
    const QJsonObject header{{u"name"_s, u"Sec-WebSocket-Protocol"_s}, {u"in"_s, u"header"_s}, {u"required"_s, true},
                             {u"schema"_s, objectOf({{u"const"_s, QLatin1StringView(kWebSocketProtocol)}})}};
    return objectOf({{u"operationId"_s, u"open_socket"_s},
                     {u"summary"_s, u"A WebSocket that is told of changes, jobs and progress (RFC 6455); hello first"_s},
                     {u"parameters"_s, QJsonArray{header}},
                     {u"security"_s, QJsonArray{objectOf({{u"bearer"_s, QJsonArray()}})}},
                     {u"responses"_s, objectOf({{u"101"_s, objectOf({{u"description"_s, u"The socket is open"_s}})}, {u"4XX"_s, problem}})}});
}

} // namespace

QJsonObject openApiDocument(const RoutingTable &table, const QList<const RecordInfo *> &types, const QString &server)
{
    QJsonObject paths;
    for (const Route &route : table.routes()) {
        const QString pattern = QString::fromStdString(route.pattern);
        QJsonObject path = paths.value(pattern).toObject();
        const std::string_view name = methodName(route.method);
        path.insert(QString::fromLatin1(name.data(), qsizetype(name.size())).toLower(), operationOf(route));
        paths.insert(pattern, path);
    }
    paths.insert(QString::fromUtf8(kWebSocketPath.data(), qsizetype(kWebSocketPath.size())), objectOf({{u"get"_s, socketOperation()}}));
    QJsonObject schemas{{u"Problem"_s, problemSchema()}};
    for (const RecordInfo *type : types) {
        schemas.insert(type->name, recordSchema(*type));
    }
    const QJsonObject problemRef{{u"$ref"_s, u"#/components/schemas/Problem"_s}};
    const QJsonObject problem{{u"description"_s, u"A problem (RFC 9457)"_s},
                              {u"content"_s, jsonContent("application/problem+json", problemRef)}};
    const QJsonObject bearer{{u"type"_s, u"http"_s}, {u"scheme"_s, u"bearer"_s}};
    const QJsonObject licence{{u"name"_s, u"GPL-3.0-or-later"_s}, {u"identifier"_s, u"GPL-3.0-or-later"_s}};
    return objectOf({{u"openapi"_s, u"3.1.0"_s},
                     {u"info"_s, objectOf({{u"title"_s, u"Rawi"_s}, {u"version"_s, u"1"_s}, {u"license"_s, licence}})},
                     {u"servers"_s, QJsonArray{objectOf({{u"url"_s, server.isEmpty() ? u"/"_s : server}})}},
                     {u"paths"_s, paths},
                     {u"components"_s,
                      objectOf({{u"schemas"_s, schemas},
                                {u"responses"_s, objectOf({{u"Problem"_s, problem}})},
                                {u"securitySchemes"_s, objectOf({{u"bearer"_s, bearer}})}})}});
}

} // namespace rawi::server
