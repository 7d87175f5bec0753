#include "sync-server/gateway/schema.h"

#include <QJsonArray>

namespace rawi::server {

namespace {

QJsonObject typed(const char *type)
{
    return {{u"type"_s, QLatin1StringView(type)}};
}

QJsonObject nullable(const char *format)
{
    return {{u"type"_s, QJsonArray{u"string"_s, u"null"_s}}, {u"format"_s, QLatin1StringView(format)}};
}

QJsonObject bounded(QJsonObject schema, const FieldInfo &field, const char *least, const char *most)
{
    if (field.least) {
        schema.insert(QLatin1StringView(least), *field.least);
    }
    if (field.most) {
        schema.insert(QLatin1StringView(most), *field.most);
    }
    return schema;
}

QJsonObject arrayOf(const QJsonObject &items)
{
    return {{u"type"_s, u"array"_s}, {u"items"_s, items}};
}

QJsonObject textOf(const FieldInfo &field)
{
    QJsonObject text = typed("string");
    if (field.maxLength > 0) {
        text.insert(u"maxLength"_s, field.maxLength);
    }
    return text;
}

QJsonObject openObject(const QJsonObject &properties, const QJsonArray &required)
{
    return {{u"type"_s, u"object"_s}, {u"properties"_s, properties}, {u"required"_s, required}};
}

} // namespace

QJsonObject fieldSchema(const FieldInfo &field)
{
    switch (field.kind) {
    case FieldKind::Id:
        return nullable("uuid");
    case FieldKind::Timestamp:
        return nullable("date-time");
    case FieldKind::Date:
        return nullable("date");
    case FieldKind::Integer:
        return bounded(typed("integer"), field, "minimum", "maximum");
    case FieldKind::Number:
        return bounded(typed("number"), field, "minimum", "maximum");
    case FieldKind::Boolean:
        return typed("boolean");
    case FieldKind::Json:
        return typed("object");
    case FieldKind::Enum:
        return {{u"type"_s, u"string"_s}, {u"enum"_s, QJsonArray::fromStringList(field.enumNames)}};
    case FieldKind::Object:
        return objectSchema(*field.members);
    case FieldKind::List:
        return bounded(arrayOf(fieldSchema(field.members->first())), field, "minItems", "maxItems");
    case FieldKind::TextSet: {
        QJsonObject texts = bounded(arrayOf(textOf(field)), field, "minItems", "maxItems");
        texts.insert(u"uniqueItems"_s, true);
        return texts;
    }
    case FieldKind::Text:
    case FieldKind::OrderKey:
        break;
    }
    return textOf(field);
}

QJsonObject objectSchema(const QList<FieldInfo> &members)
{
    QJsonObject properties;
    QJsonArray required;
    for (const FieldInfo &member : members) {
        properties.insert(member.name, fieldSchema(member));
        if (member.required) {
            required.append(member.name);
        }
    }
    QJsonObject schema = openObject(properties, required);
    schema.insert(u"additionalProperties"_s, false);
    return schema;
}

QJsonObject recordSchema(const RecordInfo &type)
{
    QJsonObject properties{{u"id"_s, QJsonObject{{u"type"_s, u"string"_s}, {u"format"_s, u"uuid"_s}}},
                           {u"rev"_s, typed("integer")}};
    QJsonArray required{u"id"_s, u"rev"_s};
    for (const FieldInfo &field : type.fields) {
        properties.insert(field.name, fieldSchema(field));
        required.append(field.name);
    }
    return openObject(properties, required);
}

QJsonObject schemaRef(const RecordInfo &type)
{
    return {{u"$ref"_s, u"#/components/schemas/"_s + type.name}};
}

QJsonObject pageSchema(const QJsonObject &itemSchema)
{
    return openObject({{u"items"_s, arrayOf(itemSchema)},
                       {u"next_cursor"_s, QJsonObject{{u"type"_s, QJsonArray{u"string"_s, u"null"_s}}}}},
                      {u"items"_s, u"next_cursor"_s});
}

QJsonObject itemsSchema(const QJsonObject &itemSchema)
{
    return openObject({{u"items"_s, arrayOf(itemSchema)}}, {u"items"_s});
}

QJsonObject anyObjectSchema()
{
    return typed("object");
}

QJsonObject textSchema()
{
    return typed("string");
}

Result<void> checkParameter(const FieldInfo &field, const QString &text)
{
    const auto wrong = [&](const QString &expected) {
        return Error{ErrorCode::InvalidArgument, field.name, expected};
    };
    switch (field.kind) {
    case FieldKind::Integer: {
        bool isNumber = false;
        const qint64 number = text.toLongLong(&isNumber);
        return isNumber ? field.check(number) : wrong(u"expected a whole number"_s);
    }
    case FieldKind::Boolean:
        return text == "true"_L1 || text == "false"_L1 ? Result<void>() : wrong(u"expected true or false"_s);
    default:
        return field.check(text);
    }
}

} // namespace rawi::server
