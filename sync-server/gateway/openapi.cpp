#include "sync-server/gateway/router.h"

#include <QJsonArray>

namespace rawi::server {

namespace {

QJsonObject objectOf(std::initializer_list<std::pair<QString, QJsonValue>> members)
{
    return QJsonObject(members);
}

QJsonObject nullable(const char *format)
{
    return objectOf(
        {{u"type"_s, QJsonArray{u"string"_s, u"null"_s}}, {u"format"_s, QLatin1StringView(format)}});
}

QJsonObject typed(const char *type)
{
    return objectOf({{u"type"_s, QLatin1StringView(type)}});
}

QJsonObject recordSchema(const RecordInfo &type)
{
    QJsonObject properties{{u"id"_s, objectOf({{u"type"_s, u"string"_s}, {u"format"_s, u"uuid"_s}})},
                           {u"rev"_s, typed("integer")}};
    QJsonArray required{u"id"_s, u"rev"_s};
    for (const FieldInfo &field : type.fields) {
        properties.insert(field.name, fieldSchema(field));
        required.append(field.name);
    }
    return objectOf({{u"type"_s, u"object"_s}, {u"properties"_s, properties}, {u"required"_s, required}});
}

QJsonObject problemSchema()
{
    const QJsonObject text = typed("string");
    return objectOf({{u"type"_s, u"object"_s},
                     {u"description"_s, u"RFC 9457 problem; `code` is stable"_s},
                     {u"properties"_s,
                      objectOf({{u"type"_s, text},
                                {u"title"_s, text},
                                {u"status"_s, typed("integer")},
                                {u"detail"_s, text},
                                {u"code"_s, text},
                                {u"subject"_s, text}})},
                     {u"required"_s, QJsonArray{u"type"_s, u"status"_s, u"code"_s}}});
}

QJsonObject jsonContent(const char *mediaType, const QJsonObject &schema)
{
    return objectOf({{QLatin1StringView(mediaType), objectOf({{u"schema"_s, schema}})}});
}

QJsonArray parametersOf(const Route &route)
{
    QJsonArray parameters;
    const auto append = [&](const QString &name, const char *place, bool required) {
        parameters.append(objectOf({{u"name"_s, name},
                                    {u"in"_s, QLatin1StringView(place)},
                                    {u"required"_s, required},
                                    {u"schema"_s, typed("string")}}));
    };
    const QString pattern = QString::fromStdString(route.pattern);
    for (const QString &segment : pattern.split(u'/')) {
        if (segment.startsWith(u'{')) {
            append(segment.mid(1, segment.size() - 2), "path", true);
        }
    }
    for (const std::string &name : route.queryParameters) {
        append(QString::fromStdString(name), "query", false);
    }
    if (route.method == Method::Post && route.rate == RateClass::Write) {
        append(u"Idempotency-Key"_s, "header", false);
    }
    if (route.method == Method::Patch && route.rate == RateClass::Write) {
        append(u"If-Match"_s, "header", true);
    }
    return parameters;
}

QJsonObject operationOf(const Route &route)
{
    QJsonObject success{{u"description"_s, u"Done"_s}};
    if (!route.responseSchema.isEmpty()) {
        success.insert(u"content"_s, jsonContent("application/json", route.responseSchema));
    }
    const QJsonObject problem{{u"$ref"_s, u"#/components/responses/Problem"_s}};
    QJsonObject operation{
        {u"summary"_s, QString::fromStdString(route.summary)},
        {u"parameters"_s, parametersOf(route)},
        {u"responses"_s,
         objectOf({{QString::number(route.successStatus), success}, {u"default"_s, problem}})}};
    if (route.stream) {
        operation.insert(
            u"requestBody"_s,
            objectOf({{u"content"_s, jsonContent(route.streamType.c_str(), route.requestSchema)}}));
    } else if (!route.requestSchema.isEmpty()) {
        operation.insert(u"requestBody"_s,
                         objectOf({{u"required"_s, true},
                                   {u"content"_s, jsonContent("application/json", route.requestSchema)}}));
    }
    if (route.needsSession) {
        operation.insert(u"security"_s, QJsonArray{objectOf({{u"bearer"_s, QJsonArray()}})});
        operation.insert(u"x-minimum-role"_s, enumText(route.minimumRole));
    }
    return operation;
}

} // namespace

QJsonObject schemaRef(const RecordInfo &type)
{
    return objectOf({{u"$ref"_s, u"#/components/schemas/"_s + type.name}});
}

QJsonObject pageSchema(const QJsonObject &itemSchema)
{
    const QJsonObject items{{u"type"_s, u"array"_s}, {u"items"_s, itemSchema}};
    const QJsonObject cursor{{u"type"_s, QJsonArray{u"string"_s, u"null"_s}}};
    return objectOf({{u"type"_s, u"object"_s},
                     {u"properties"_s, objectOf({{u"items"_s, items}, {u"next_cursor"_s, cursor}})},
                     {u"required"_s, QJsonArray{u"items"_s, u"next_cursor"_s}}});
}

QJsonObject bodySchema(const RecordInfo &type, std::initializer_list<const char *> fields,
                       std::initializer_list<const char *> required, const QJsonObject &more)
{
    QJsonObject properties = more;
    for (const char *name : fields) {
        if (const FieldInfo *field = type.field(QString::fromLatin1(name))) {
            properties.insert(field->name, fieldSchema(*field));
        }
    }
    QJsonArray needed;
    for (const char *name : required) {
        needed.append(QLatin1StringView(name));
    }
    return objectOf({{u"type"_s, u"object"_s},
                     {u"properties"_s, properties},
                     {u"required"_s, needed},
                     {u"additionalProperties"_s, false}});
}

QJsonObject fieldSchema(const FieldInfo &field)
{
    switch (field.kind) {
    case FieldKind::Id:
        return nullable("uuid");
    case FieldKind::Timestamp:
        return nullable("date-time");
    case FieldKind::Integer:
        return typed("integer");
    case FieldKind::Boolean:
        return typed("boolean");
    case FieldKind::Json:
        return typed("object");
    case FieldKind::Enum:
        return objectOf({{u"type"_s, u"string"_s}, {u"enum"_s, QJsonArray::fromStringList(field.enumNames)}});
    case FieldKind::Text:
    case FieldKind::OrderKey:
    case FieldKind::TextSet:
        break;
    }
    QJsonObject text = typed("string");
    if (field.maxLength > 0) {
        text.insert(u"maxLength"_s, field.maxLength);
    }
    if (field.kind != FieldKind::TextSet) {
        return text;
    }
    return objectOf({{u"type"_s, u"array"_s}, {u"items"_s, text}, {u"uniqueItems"_s, true}});
}

QJsonObject openApiDocument(const RoutingTable &table, const QList<const RecordInfo *> &types)
{
    QJsonObject paths;
    for (const Route &route : table.routes()) {
        const QString pattern = QString::fromStdString(route.pattern);
        QJsonObject path = paths.value(pattern).toObject();
        const std::string_view name = methodName(route.method);
        path.insert(QString::fromLatin1(name.data(), qsizetype(name.size())).toLower(), operationOf(route));
        paths.insert(pattern, path);
    }
    QJsonObject schemas{{u"Problem"_s, problemSchema()}};
    for (const RecordInfo *type : types) {
        schemas.insert(type->name, recordSchema(*type));
    }
    const QJsonObject problemRef{{u"$ref"_s, u"#/components/schemas/Problem"_s}};
    const QJsonObject problem{{u"description"_s, u"A problem (RFC 9457)"_s},
                              {u"content"_s, jsonContent("application/problem+json", problemRef)}};
    const QJsonObject bearer{{u"type"_s, u"http"_s}, {u"scheme"_s, u"bearer"_s}};
    return objectOf({{u"openapi"_s, u"3.1.0"_s},
                     {u"info"_s, objectOf({{u"title"_s, u"Rawi"_s}, {u"version"_s, u"1"_s}})},
                     {u"paths"_s, paths},
                     {u"components"_s,
                      objectOf({{u"schemas"_s, schemas},
                                {u"responses"_s, objectOf({{u"Problem"_s, problem}})},
                                {u"securitySchemes"_s, objectOf({{u"bearer"_s, bearer}})}})}});
}

} // namespace rawi::server
