#pragma once

#include "core/rules/rule_book.h"

namespace rawi {

// The described fields of these names, as the arguments of a rule; "id" is the record's own id. A name that
// is not described ends the program: it is a misspelling.
QList<FieldInfo> argsFrom(const RecordInfo &type, std::initializer_list<const char *> names);
FieldInfo idArg(const char *name = "id");
FieldInfo textArg(const char *name, int maxLength);
FieldInfo boolArg(const char *name);
FieldInfo timeArg(const char *name); // RFC 3339, or null
FieldInfo integerArg(const char *name, double least, double most);
FieldInfo jsonArg(const char *name); // an object whose members its rule checks
// Texts of at most `maxLength` each, `least` to `most` of them.
FieldInfo textsArg(const char *name, int maxLength, double least, double most);
FieldInfo objectArg(const char *name, const QList<FieldInfo> &members);
// `least` to `most` of such members.
FieldInfo listArg(const char *name, const FieldInfo &member, double least, double most);
template <typename E>
FieldInfo enumArg(const char *name)
{
    FieldInfo info{QLatin1StringView(name), FieldKind::Enum};
    for (const char *one : EnumNames<E>::names) {
        info.enumNames.append(QLatin1StringView(one));
    }
    return info;
}
// The same, as a member that must be there.
FieldInfo needed(FieldInfo field);

// Appends, so that a rule's arguments read as one list.
QList<FieldInfo> operator+(QList<FieldInfo> args, const FieldInfo &one);

// touches() of a rule whose argument names one record of the type.
std::function<QList<RowKey>(const QJsonObject &)> touchesOne(const RecordInfo &type, const char *arg = "id");

// Tells `event` of this record, with what a consumer needs to know without reading it.
template <typename R>
void tellOf(Transaction &transaction, const QString &event, const R &record, const QJsonObject &payload = {})
{
    transaction.tell({event, recordInfo<R>().name, record.id.uuid(), payload});
}

// {"id": …}, what most rules answer.
QJsonObject idResult(const QUuid &id);

template <typename R>
Id<R> idFrom(const QJsonObject &args, const char *name = "id")
{
    return Id<R>::fromText(args.value(QLatin1StringView(name)).toString());
}

// The id of a record about to be made: `id` when the caller gave one, else derived from the command.
// Errors: AlreadyExists.
template <typename R>
Result<Id<R>> newId(Transaction &transaction, const QJsonObject &args)
{
    Id<R> id = idFrom<R>(args);
    if (id.isNull()) {
        id = Id<R>(transaction.derivedId(recordInfo<R>().name));
    }
    RAWI_ASSIGN(const std::optional<R> existing, transaction.find(id));
    if (existing) {
        return Error{ErrorCode::AlreadyExists, recordInfo<R>().name + QLatin1Char('/') + id.text(),
                     u"there is such a record already"_s};
    }
    return id;
}

// A record with the values of these arguments set on it (those that are described fields of R).
template <typename R>
R withArgs(const R &record, const QJsonObject &args)
{
    QJsonObject row = toJson(record);
    for (auto it = args.begin(); it != args.end(); ++it) {
        if (recordInfo<R>().field(it.key())) {
            row.insert(it.key(), it.value());
        }
    }
    return fromJson<R>(row);
}

} // namespace rawi
