#pragma once

#include "core/rules/describe.h"

#include <limits>

namespace rawi {

// How one member of a plain struct is written and what it may be. What is not named has no bound.
template <typename S>
struct MemberRules {
    bool required = false; // read: it must be there
    int maxLength = 0;     // of a text, UTF-16 units
    std::optional<double> least = {}; // of a number, or of how many a list has
    std::optional<double> most = {};
    bool whenSet = false; // written only when it differs from what the struct starts with
    bool orNull = false;  // an optional without value is written as null, not left out
    bool (*when)(const S &) = nullptr; // written only then
};

template <typename S, typename M>
struct Member {
    const char *name;
    M S::*place;
    MemberRules<S> rules;
};

template <typename S, typename M>
constexpr Member<S, M> member(const char *name, M S::*place, const MemberRules<S> &rules = {})
{
    return {name, place, rules};
}

// A plain struct is described beside itself, as a record is, but has neither id nor reach:
//   template <> struct Describe<PlanChapter> {
//       static auto members() { return std::tuple{member("start_ms", &PlanChapter::startMs, {.least = 0}), …}; }
//   };
// Members are those of describe.h's table, QUuid, double, quint64 (a text in JSON), other plain structs, and lists and
// optionals of all these. It may have
//   Result<void> check() const   what no single member shows; the error's subject is a member of its own
//   void tidy()                  brings values to the form in which they are kept
// One that derives from another begins with its members: std::tuple_cat(Describe<Base>::members(), std::tuple{…}).
template <typename T>
concept Plain = requires { Describe<T>::members(); };

// An object without the members that are null, at any depth: null stands for a member that is not there.
QJsonObject withoutNulls(const QJsonObject &object);
// "ranges[3]" and "to_us" are "ranges[3].to_us".
QString memberPlace(const QString &owner, const QString &name);

// Errors are written and read like any other plain struct: in a worker's lines and in a desk's journals.
template <>
struct EnumNames<SubjectKind> {
    static constexpr std::array names{"usual", "field", "record", "command", "state", "file", "place", "name", "code", "reasons"};
};
template <>
struct Describe<Error> {
    static auto members()
    {
        return std::tuple{member("code", &Error::code), member("subject", &Error::subject), member("detail", &Error::detail),
                          member("subject_kind", &Error::kind, {.whenSet = true})};
    }
};

template <Plain T>
const QList<FieldInfo> &memberInfos();
template <Plain T>
QJsonObject toJson(const T &value);
template <Plain T>
T fromJson(const QJsonObject &json);

namespace detail {

template <typename M>
struct IsOptional : std::false_type {};
template <typename M>
struct IsOptional<std::optional<M>> : std::true_type {};
template <typename M>
struct IsList : std::false_type {};
template <typename M>
struct IsList<QList<M>> : std::bool_constant<!std::is_same_v<QList<M>, QStringList>> {};

template <typename M>
FieldInfo plainInfo(const QString &name)
{
    if constexpr (IsOptional<M>::value) {
        return plainInfo<typename M::value_type>(name);
    } else {
        FieldInfo info{.name = name};
        if constexpr (IsList<M>::value) {
            info.kind = FieldKind::List;
            info.members = std::make_shared<const QList<FieldInfo>>(
                QList<FieldInfo>{plainInfo<typename M::value_type>({})});
        } else if constexpr (Plain<M>) {
            info.kind = FieldKind::Object;
            info.members = std::make_shared<const QList<FieldInfo>>(memberInfos<M>());
        } else if constexpr (std::is_same_v<M, double>) {
            info.kind = FieldKind::Number;
        } else if constexpr (std::is_same_v<M, QUuid>) {
            info.kind = FieldKind::Id;
        } else if constexpr (std::is_same_v<M, quint64> || std::is_same_v<M, ErrorCode>) {
            info.kind = FieldKind::Text; // 64 bits do not fit a JSON number
        } else {
            info.kind = kindOf<M>();
        }
        if constexpr (std::is_same_v<M, int>) {
            info.least = std::numeric_limits<int>::min();
            info.most = std::numeric_limits<int>::max();
        }
        if constexpr (std::is_enum_v<M>) {
            for (const char *one : EnumNames<M>::names) {
                info.enumNames.append(QLatin1StringView(one));
            }
        }
        return info;
    }
}

template <typename M>
QJsonValue plainToJson(const M &value)
{
    if constexpr (IsOptional<M>::value) {
        return value ? plainToJson(*value) : QJsonValue();
    } else if constexpr (IsList<M>::value) {
        QJsonArray list;
        for (const auto &one : value) {
            list.append(plainToJson(one));
        }
        return list;
    } else if constexpr (Plain<M>) {
        return rawi::toJson(value);
    } else if constexpr (std::is_same_v<M, QUuid>) {
        return value.isNull() ? QJsonValue() : QJsonValue(uuidText(value));
    } else if constexpr (std::is_same_v<M, quint64>) {
        return QString::number(value);
    } else if constexpr (std::is_same_v<M, ErrorCode>) {
        return QLatin1StringView(value.name());
    } else {
        return memberToJson(value);
    }
}

template <typename M>
void plainFromJson(const QJsonValue &json, M &value)
{
    if constexpr (IsOptional<M>::value) {
        plainFromJson(json, value.emplace());
    } else if constexpr (IsList<M>::value) {
        const QJsonArray list = json.toArray();
        value.clear();
        for (const QJsonValue &one : list) {
            plainFromJson(one, value.emplace_back());
        }
    } else if constexpr (std::is_same_v<M, QStringList>) {
        value = json.toVariant().toStringList(); // in a plain struct their order is of meaning
    } else if constexpr (Plain<M>) {
        value = rawi::fromJson<M>(json.toObject());
    } else if constexpr (std::is_same_v<M, double>) {
        value = json.toDouble(value);
    } else if constexpr (std::is_same_v<M, QUuid>) {
        value = uuidFromText(json.toString());
    } else if constexpr (std::is_same_v<M, quint64>) {
        value = json.toString().toULongLong();
    } else if constexpr (std::is_same_v<M, ErrorCode>) {
        value = errorCodeFromName(json.toString());
    } else {
        memberFromJson(json, value);
    }
}

// Whether a member stands in what is written of `owner`.
template <typename S, typename M>
bool isWritten(const Member<S, M> &described, const std::type_identity_t<S> &owner)
{
    const M &value = owner.*(described.place);
    if constexpr (IsOptional<M>::value) {
        if (!value && !described.rules.orNull) {
            return false;
        }
    }
    if (described.rules.when != nullptr && !described.rules.when(owner)) {
        return false;
    }
    if (!described.rules.whenSet) {
        return true;
    }
    if constexpr (requires { value.isEmpty(); }) {
        return !value.isEmpty();
    } else if constexpr (requires { value == value; }) {
        return !(value == S().*(described.place));
    } else {
        return true;
    }
}

template <typename M>
Result<void> checkPlain(const M &value, const QString &place)
{
    if constexpr (IsOptional<M>::value) {
        return value ? checkPlain(*value, place) : Result<void>();
    } else if constexpr (IsList<M>::value) {
        if constexpr (Plain<typename M::value_type>) {
            for (qsizetype i = 0; i < value.size(); ++i) {
                RAWI_TRY(checkPlain(value.at(i), u"%1[%2]"_s.arg(place).arg(i)));
            }
        }
    } else if constexpr (Plain<M>) {
        Error wrong;
        const auto fits = [&](const auto &each) {
            const Result<void> checked = checkPlain(value.*(each.place), memberPlace(place, QLatin1StringView(each.name)));
            wrong = checked.ok() ? wrong : checked.error();
            return checked.ok();
        };
        if (!std::apply([&](const auto &...each) { return (fits(each) && ...); }, Describe<M>::members())) {
            return wrong;
        }
        if constexpr (requires { value.check(); }) {
            if (const Result<void> whole = value.check(); !whole.ok()) {
                return Error{whole.error().code, memberPlace(place, whole.error().subject), whole.error().detail, whole.error().kind};
            }
        }
    }
    return {};
}

} // namespace detail

// The description of a plain struct, as checkMembers() and the schemas of the gateway read it.
template <Plain T>
const QList<FieldInfo> &memberInfos()
{
    static const QList<FieldInfo> infos = [] {
        QList<FieldInfo> built;
        const auto add = [&built]<typename S, typename M>(const Member<S, M> &described) {
            FieldInfo one = detail::plainInfo<M>(QLatin1StringView(described.name));
            one.required = described.rules.required;
            one.maxLength = described.rules.maxLength;
            one.least = described.rules.least ? described.rules.least : one.least;
            one.most = described.rules.most ? described.rules.most : one.most;
            built.append(one);
        };
        std::apply([&](const auto &...each) { (add(each), ...); }, Describe<T>::members());
        return built;
    }();
    return infos;
}

template <Plain T>
QJsonObject toJson(const T &value)
{
    T kept = value;
    if constexpr (requires { kept.tidy(); }) {
        kept.tidy();
    }
    QJsonObject json;
    const auto put = [&](const auto &described) {
        if (detail::isWritten(described, kept)) {
            json.insert(QLatin1StringView(described.name), detail::plainToJson(kept.*(described.place)));
        }
    };
    std::apply([&](const auto &...each) { (put(each), ...); }, Describe<T>::members());
    return json;
}

// What the house itself wrote, in this version or another: members that are not known are passed over, missing ones and
// those of another form keep what the struct starts with.
template <Plain T>
T fromJson(const QJsonObject &json)
{
    T value;
    const auto take = [&](const auto &described) {
        const QJsonValue found = json.value(QLatin1StringView(described.name));
        if (!found.isUndefined() && !found.isNull()) {
            detail::plainFromJson(found, value.*(described.place));
        }
    };
    std::apply([&](const auto &...each) { (take(each), ...); }, Describe<T>::members());
    if constexpr (requires { value.tidy(); }) {
        value.tidy();
    }
    return value;
}

// What others wrote. `place` is what the object is called in errors: UnknownField, FieldRequired, FieldTooLong and
// InvalidArgument, naming the member ("renditions[2].settings.video.crf"), and those of check().
template <Plain T>
Result<T> parsePlain(const QJsonObject &object, const QString &place = {})
{
    const QJsonObject given = withoutNulls(object);
    RAWI_TRY(checkMembers(memberInfos<T>(), given, place));
    T value = fromJson<T>(given);
    RAWI_TRY(detail::checkPlain(value, place));
    return value;
}

} // namespace rawi
