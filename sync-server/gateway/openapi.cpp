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
    return objectOf({{QStringLiteral("type"), QJsonArray{QStringLiteral("string"), QStringLiteral("null")}},
                     {QStringLiteral("format"), QLatin1StringView(format)}});
}

QJsonObject typed(const char *type)
{
    return objectOf({{QStringLiteral("type"), QLatin1StringView(type)}});
}

QJsonObject recordSchema(const RecordInfo &type)
{
    QJsonObject properties{
        {QStringLiteral("id"), objectOf({{QStringLiteral("type"), QStringLiteral("string")},
                                         {QStringLiteral("format"), QStringLiteral("uuid")}})},
        {QStringLiteral("rev"), typed("integer")}};
    QJsonArray required{QStringLiteral("id"), QStringLiteral("rev")};
    for (const FieldInfo &field : type.fields) {
        properties.insert(field.name, fieldSchema(field));
        required.append(field.name);
    }
    return objectOf({{QStringLiteral("type"), QStringLiteral("object")},
                     {QStringLiteral("properties"), properties},
                     {QStringLiteral("required"), required}});
}

QJsonObject problemSchema()
{
    const QJsonObject text = typed("string");
    return objectOf({{QStringLiteral("type"), QStringLiteral("object")},
                     {QStringLiteral("description"), QStringLiteral("RFC 9457 problem; `code` is stable")},
                     {QStringLiteral("properties"),
                      objectOf({{QStringLiteral("type"), text},
                                {QStringLiteral("title"), text},
                                {QStringLiteral("status"), typed("integer")},
                                {QStringLiteral("detail"), text},
                                {QStringLiteral("code"), text},
                                {QStringLiteral("subject"), text}})},
                     {QStringLiteral("required"), QJsonArray{QStringLiteral("type"), QStringLiteral("status"),
                                                             QStringLiteral("code")}}});
}

QJsonObject jsonContent(const char *mediaType, const QJsonObject &schema)
{
    return objectOf({{QLatin1StringView(mediaType), objectOf({{QStringLiteral("schema"), schema}})}});
}

QJsonArray parametersOf(const Route &route)
{
    QJsonArray parameters;
    const auto append = [&](const QString &name, const char *place, bool required) {
        parameters.append(objectOf({{QStringLiteral("name"), name},
                                    {QStringLiteral("in"), QLatin1StringView(place)},
                                    {QStringLiteral("required"), required},
                                    {QStringLiteral("schema"), typed("string")}}));
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
        append(QStringLiteral("Idempotency-Key"), "header", false);
    }
    if (route.method == Method::Patch && route.rate == RateClass::Write) {
        append(QStringLiteral("If-Match"), "header", true);
    }
    return parameters;
}

QJsonObject operationOf(const Route &route)
{
    QJsonObject success{{QStringLiteral("description"), QStringLiteral("Done")}};
    if (!route.responseSchema.isEmpty()) {
        success.insert(QStringLiteral("content"), jsonContent("application/json", route.responseSchema));
    }
    const QJsonObject problem{{QStringLiteral("$ref"), QStringLiteral("#/components/responses/Problem")}};
    QJsonObject operation{
        {QStringLiteral("summary"), QString::fromStdString(route.summary)},
        {QStringLiteral("parameters"), parametersOf(route)},
        {QStringLiteral("responses"), objectOf({{QString::number(route.successStatus), success},
                                                {QStringLiteral("default"), problem}})}};
    if (route.stream) {
        operation.insert(QStringLiteral("requestBody"),
                         objectOf({{QStringLiteral("content"), jsonContent(route.streamType.c_str(), route.requestSchema)}}));
    } else if (!route.requestSchema.isEmpty()) {
        operation.insert(QStringLiteral("requestBody"),
                         objectOf({{QStringLiteral("required"), true},
                                   {QStringLiteral("content"), jsonContent("application/json", route.requestSchema)}}));
    }
    if (route.needsSession) {
        operation.insert(QStringLiteral("security"),
                         QJsonArray{objectOf({{QStringLiteral("bearer"), QJsonArray()}})});
        operation.insert(QStringLiteral("x-minimum-role"), enumText(route.minimumRole));
    }
    return operation;
}

} // namespace

QJsonObject schemaRef(const RecordInfo &type)
{
    return objectOf({{QStringLiteral("$ref"), QStringLiteral("#/components/schemas/") + type.name}});
}

QJsonObject pageSchema(const QJsonObject &itemSchema)
{
    const QJsonObject items{{QStringLiteral("type"), QStringLiteral("array")}, {QStringLiteral("items"), itemSchema}};
    const QJsonObject cursor{
        {QStringLiteral("type"), QJsonArray{QStringLiteral("string"), QStringLiteral("null")}}};
    return objectOf({{QStringLiteral("type"), QStringLiteral("object")},
                     {QStringLiteral("properties"),
                      objectOf({{QStringLiteral("items"), items}, {QStringLiteral("next_cursor"), cursor}})},
                     {QStringLiteral("required"),
                      QJsonArray{QStringLiteral("items"), QStringLiteral("next_cursor")}}});
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
    return objectOf({{QStringLiteral("type"), QStringLiteral("object")},
                     {QStringLiteral("properties"), properties},
                     {QStringLiteral("required"), needed},
                     {QStringLiteral("additionalProperties"), false}});
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
        return objectOf({{QStringLiteral("type"), QStringLiteral("string")},
                         {QStringLiteral("enum"), QJsonArray::fromStringList(field.enumNames)}});
    case FieldKind::Text:
    case FieldKind::OrderKey:
    case FieldKind::TextSet:
        break;
    }
    QJsonObject text = typed("string");
    if (field.maxLength > 0) {
        text.insert(QStringLiteral("maxLength"), field.maxLength);
    }
    if (field.kind != FieldKind::TextSet) {
        return text;
    }
    return objectOf({{QStringLiteral("type"), QStringLiteral("array")},
                     {QStringLiteral("items"), text},
                     {QStringLiteral("uniqueItems"), true}});
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
    QJsonObject schemas{{QStringLiteral("Problem"), problemSchema()}};
    for (const RecordInfo *type : types) {
        schemas.insert(type->name, recordSchema(*type));
    }
    const QJsonObject problemRef{{QStringLiteral("$ref"), QStringLiteral("#/components/schemas/Problem")}};
    const QJsonObject problem{{QStringLiteral("description"), QStringLiteral("A problem (RFC 9457)")},
                              {QStringLiteral("content"), jsonContent("application/problem+json", problemRef)}};
    const QJsonObject bearer{{QStringLiteral("type"), QStringLiteral("http")},
                             {QStringLiteral("scheme"), QStringLiteral("bearer")}};
    return objectOf(
        {{QStringLiteral("openapi"), QStringLiteral("3.1.0")},
         {QStringLiteral("info"), objectOf({{QStringLiteral("title"), QStringLiteral("Rawi")},
                                            {QStringLiteral("version"), QStringLiteral("1")}})},
         {QStringLiteral("paths"), paths},
         {QStringLiteral("components"),
          objectOf({{QStringLiteral("schemas"), schemas},
                    {QStringLiteral("responses"), objectOf({{QStringLiteral("Problem"), problem}})},
                    {QStringLiteral("securitySchemes"), objectOf({{QStringLiteral("bearer"), bearer}})}})}});
}

} // namespace rawi::server
