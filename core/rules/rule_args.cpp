#include "core/rules/rule_args.h"

namespace rawi {

QList<FieldInfo> argsFrom(const RecordInfo &type, std::initializer_list<const char *> names)
{
    QList<FieldInfo> args;
    for (const char *name : names) {
        const FieldInfo *described = type.field(QString::fromLatin1(name));
        if (!described && qstrcmp(name, "id") != 0) {
            qFatal("%s has no field %s that a command could take", qUtf8Printable(type.name), name);
        }
        args.append(described ? *described : idArg(name));
    }
    return args;
}

FieldInfo idArg(const char *name)
{
    return {QLatin1StringView(name), FieldKind::Id};
}

FieldInfo textArg(const char *name, int maxLength)
{
    return {QLatin1StringView(name), FieldKind::Text, MergePolicy::Fixed, maxLength};
}

FieldInfo timeArg(const char *name)
{
    return {.name = QLatin1StringView(name), .kind = FieldKind::Timestamp};
}

FieldInfo boolArg(const char *name)
{
    return {QLatin1StringView(name), FieldKind::Boolean};
}

FieldInfo integerArg(const char *name, double least, double most)
{
    return {.name = QLatin1StringView(name), .kind = FieldKind::Integer, .least = least, .most = most};
}

FieldInfo jsonArg(const char *name)
{
    return {QLatin1StringView(name), FieldKind::Json};
}

FieldInfo textsArg(const char *name, int maxLength, double least, double most)
{
    return {.name = QLatin1StringView(name),
            .kind = FieldKind::TextSet,
            .maxLength = maxLength,
            .least = least,
            .most = most};
}

FieldInfo objectArg(const char *name, const QList<FieldInfo> &members)
{
    return {.name = QLatin1StringView(name),
            .kind = FieldKind::Object,
            .members = std::make_shared<const QList<FieldInfo>>(members)};
}

FieldInfo listArg(const char *name, const FieldInfo &member, double least, double most)
{
    return {.name = QLatin1StringView(name),
            .kind = FieldKind::List,
            .least = least,
            .most = most,
            .members = std::make_shared<const QList<FieldInfo>>(QList<FieldInfo>{member})};
}

FieldInfo needed(FieldInfo field)
{
    field.required = true;
    return field;
}

QList<FieldInfo> operator+(QList<FieldInfo> args, const FieldInfo &one)
{
    args.append(one);
    return args;
}

std::function<QList<RowKey>(const QJsonObject &)> touchesOne(const RecordInfo &type, const char *arg)
{
    return [name = type.name, key = QString(QLatin1StringView(arg))](const QJsonObject &args) {
        const QUuid id = uuidFromText(args.value(key).toString());
        return id.isNull() ? QList<RowKey>() : QList<RowKey>{{name, id}};
    };
}

QJsonObject idResult(const QUuid &id)
{
    return {{u"id"_s, uuidText(id)}};
}

} // namespace rawi
