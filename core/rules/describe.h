#pragma once

#include "core/base/id.h"
#include "core/base/result.h"

#include <QDate>
#include <QJsonArray>
#include <QJsonObject>
#include <QString>
#include <QStringList>

#include <array>
#include <memory>
#include <optional>
#include <tuple>
#include <type_traits>
#include <utility>

namespace rawi {

// How a field's value looks. One kind fixes the JSON form, the SQLite column and the PostgreSQL column:
//   kind       C++ member        JSON                     SQLite    PostgreSQL
//   Id         Id<T>             "uuid" or null           TEXT      uuid
//   Text       QString           string                   TEXT      text
//   OrderKey   QString           string                   TEXT      text COLLATE "C"
//   Integer    qint64 / int      number                   INTEGER   bigint
//   Boolean    bool              true/false               INTEGER   boolean
//   Timestamp  Timestamp         RFC 3339 UTC ms or null  INTEGER   timestamptz
//   Date       QDate             "2026-11-21" or null     TEXT      date        a day, the same in every zone
//   Enum       enum class        its name                 TEXT      text
//   TextSet    QStringList       sorted array             TEXT      jsonb
//   Json       QJsonObject       object                   TEXT      jsonb
// Of arguments, bodies and plain structs only (core/rules/plain.h), never a column:
//   Number     double            number
//   Object     a plain struct    object of its described members
//   List       QList of one of   array
//              the kinds above
enum class FieldKind {
    Id,
    Text,
    OrderKey,
    Integer,
    Boolean,
    Timestamp,
    Date,
    Enum,
    TextSet,
    Json,
    Number,
    Object,
    List
};

// What happens when two desks set the same field from the same base (shared/design/sync.md):
//   Fixed    never set by an editor's update; only rules write it
//   Replace  a different current value becomes a conflict for the editor to settle
//   Words    three-way merge by word; only overlapping edits become a conflict
//   Set      added and removed members merge
enum class MergePolicy { Fixed, Replace, Words, Set };

// Who holds a record (shared/design/foundations.md); core/rules/reach.h asks it of a row:
//   Workspace  every desk
//   Owner      the desks of one person, whom the field `person` names
//   Scoped     the desks of those who belong to what the field `scope` names; null = every desk
//   Office     PostgreSQL only; read over REST
enum class Reach { Workspace, Owner, Scoped, Office };

// How a text looks to a reader; every text of one form is kept and checked in the same way (core/rules/text_form.h):
//   Long  paragraphs, kept as they were written
//   Line  one line: composed (Unicode NFC), without blanks at its ends, and without control characters
//   Name  a line that, where it holds anything, holds something that can be seen; of a TextSet no two members are
//         the same to a reader (foldForSearch)
enum class TextForm { Long, Line, Name };

struct Scope; // what a record of reach Scoped is bounded by: a series, later a team or a conversation

// Milliseconds since the epoch, UTC; 0 means "not set" and is null on the wire.
struct Timestamp {
    qint64 ms = 0;
    bool isSet() const { return ms != 0; }
    auto operator<=>(const Timestamp &) const = default;
};

// RFC 3339 in UTC with milliseconds ("2026-11-21T03:45:00.123Z"); empty text for "not set".
QString timestampText(Timestamp time);
Timestamp timestampFromText(QStringView text);

// A day as RFC 3339 writes it, "2026-11-21"; empty for an invalid date. Other texts are read as an invalid date.
QString isoDate(const QDate &date);
QDate dateFromIso(QStringView text);

// The part of a field's description that does not depend on the C++ type.
struct FieldInfo {
    QString name;
    FieldKind kind = FieldKind::Text;
    MergePolicy merge = MergePolicy::Fixed;
    int maxLength = 0; // UTF-16 units; members of a TextSet count each; 0 = no text
    QStringList enumNames = {};
    // Bounds of an Integer's or Number's value, or of how many members a TextSet or List has.
    std::optional<double> least = {};
    std::optional<double> most = {};
    bool required = false; // as a member of an object
    std::shared_ptr<const QList<FieldInfo>> members = {}; // of an Object, or, alone, what a List is of
    TextForm form = TextForm::Long; // of a Text, or of each member of a TextSet
    bool isOpaque = false;          // a Json that is checked by who reads it, one by one: pushed commands

    // Whether the JSON value has this field's form. Errors: InvalidArgument, FieldTooLong, and of what an
    // Object or List holds UnknownField and FieldRequired, naming the member ("ranges[3].to_us").
    Result<void> check(const QJsonValue &value) const;
};

// Whether an object holds these members and no other. Errors: as FieldInfo::check.
Result<void> checkMembers(const QList<FieldInfo> &fields, const QJsonObject &object,
                          const QString &prefix = {});

// What stores keep beside a type's rows, made of them by core/rules/listing.h and never on the wire, so that lists find
// them and are in order.
struct Listing {
    QStringList ordered = {}; // "title": by title_ar and by title_en, each standing in for the other where that is empty
    QStringList found = {};   // fields of which any part of a word is found
    QStringList read = {};    // long ones, of which words are found by their beginnings
};

// A record type as stores see it: its name is the table's name in both stores and on the wire.
struct RecordInfo {
    QString name;
    QList<FieldInfo> fields; // without id and rev, which every record has
    Reach reach = Reach::Workspace;
    std::optional<Listing> listing = {};

    const FieldInfo *field(QStringView fieldName) const;
};

// The names of an enum's values, in order, specialised beside the enum:
//   template <> struct EnumNames<ContentKind> { static constexpr std::array names{"video", "audio"}; };
template <typename E>
struct EnumNames;

template <typename E>
QString enumText(E value)
{
    return QLatin1StringView(EnumNames<E>::names[static_cast<size_t>(value)]);
}

template <typename E>
Result<E> enumFromText(QStringView text)
{
    for (size_t i = 0; i < EnumNames<E>::names.size(); ++i) {
        if (text == QLatin1StringView(EnumNames<E>::names[i])) {
            return static_cast<E>(i);
        }
    }
    return Error{ErrorCode::InvalidArgument, text.toString(), u"not one of the known values"_s, SubjectKind::Code};
}

// A field of record R: its description and its member. Made by field() below.
template <typename R, typename M>
struct Field {
    const char *name;
    M R::*member;
    MergePolicy merge;
    int maxLength;
    TextForm form;
    std::optional<double> least = {};
    std::optional<double> most = {};

    // The bounds of a number.
    constexpr Field within(double lowest, double highest) const
    {
        return {name, member, merge, maxLength, form, lowest, highest};
    }
};

template <typename R, typename M>
constexpr Field<R, M> field(const char *name, M R::*member, MergePolicy merge = MergePolicy::Fixed,
                            int maxLength = 0, TextForm form = TextForm::Long)
{
    return {name, member, merge, maxLength, form};
}

// Specialise for each record type, next to the struct. A record also has `Id<R> id` and `qint64 rev`.
//   template <> struct Describe<Series> {
//       static constexpr const char *name = "series";
//       static constexpr Reach reach = Reach::Scoped; // left out: Reach::Workspace
//       static Listing listing() { return {.ordered = {u"title"_s}, …}; } // left out: in no list that is searched
//       static auto fields() { return std::tuple{field("title_ar", &Series::titleAr, MergePolicy::Words,
//       300, TextForm::Name), …}; }
//   };
template <typename R>
struct Describe;

namespace detail {

template <typename T>
struct IsId : std::false_type {};
template <typename T>
struct IsId<Id<T>> : std::true_type {};

struct OrderKeyTag {};

} // namespace detail

// A fractional order key (base 62); its own type so that its column collates by bytes.
struct OrderKey {
    QString text;
    bool operator==(const OrderKey &) const = default;
    bool operator<(const OrderKey &other) const { return text < other.text; }
};

namespace detail {

template <typename M>
constexpr FieldKind kindOf()
{
    if constexpr (IsId<M>::value) {
        return FieldKind::Id;
    } else if constexpr (std::is_same_v<M, OrderKey>) {
        return FieldKind::OrderKey;
    } else if constexpr (std::is_same_v<M, QString>) {
        return FieldKind::Text;
    } else if constexpr (std::is_same_v<M, bool>) {
        return FieldKind::Boolean;
    } else if constexpr (std::is_integral_v<M>) {
        return FieldKind::Integer;
    } else if constexpr (std::is_same_v<M, Timestamp>) {
        return FieldKind::Timestamp;
    } else if constexpr (std::is_same_v<M, QDate>) {
        return FieldKind::Date;
    } else if constexpr (std::is_enum_v<M>) {
        return FieldKind::Enum;
    } else if constexpr (std::is_same_v<M, QStringList>) {
        return FieldKind::TextSet;
    } else {
        static_assert(std::is_same_v<M, QJsonObject>, "no FieldKind for this member type");
        return FieldKind::Json;
    }
}

template <typename R>
constexpr Reach reachOf()
{
    if constexpr (requires { Describe<R>::reach; }) {
        return Describe<R>::reach;
    } else {
        return Reach::Workspace;
    }
}

template <typename R>
std::optional<Listing> listingOf()
{
    if constexpr (requires { Describe<R>::listing(); }) {
        return Describe<R>::listing();
    } else {
        return {};
    }
}

template <typename M>
QJsonValue memberToJson(const M &value)
{
    if constexpr (IsId<M>::value) {
        return value.isNull() ? QJsonValue() : QJsonValue(value.text());
    } else if constexpr (std::is_same_v<M, OrderKey>) {
        return value.text;
    } else if constexpr (std::is_same_v<M, Timestamp>) {
        return value.isSet() ? QJsonValue(timestampText(value)) : QJsonValue();
    } else if constexpr (std::is_same_v<M, QDate>) {
        return value.isValid() ? QJsonValue(isoDate(value)) : QJsonValue();
    } else if constexpr (std::is_enum_v<M>) {
        return enumText(value);
    } else if constexpr (std::is_same_v<M, QStringList>) {
        return QJsonArray::fromStringList(value);
    } else if constexpr (std::is_integral_v<M> && !std::is_same_v<M, bool>) {
        return static_cast<qint64>(value);
    } else {
        return value;
    }
}

QStringList sortedSet(const QJsonArray &array);

template <typename M>
void memberFromJson(const QJsonValue &json, M &value)
{
    if constexpr (IsId<M>::value) {
        value = M::fromText(json.toString());
    } else if constexpr (std::is_same_v<M, OrderKey>) {
        value.text = json.toString();
    } else if constexpr (std::is_same_v<M, QString>) {
        value = json.toString();
    } else if constexpr (std::is_same_v<M, bool>) {
        value = json.toBool();
    } else if constexpr (std::is_integral_v<M>) {
        value = static_cast<M>(json.toInteger());
    } else if constexpr (std::is_same_v<M, Timestamp>) {
        value = timestampFromText(json.toString());
    } else if constexpr (std::is_same_v<M, QDate>) {
        value = dateFromIso(json.toString());
    } else if constexpr (std::is_enum_v<M>) {
        if (auto parsed = enumFromText<M>(json.toString()); parsed.ok()) {
            value = *parsed;
        }
    } else if constexpr (std::is_same_v<M, QStringList>) {
        value = sortedSet(json.toArray());
    } else {
        value = json.toObject();
    }
}

} // namespace detail

// The runtime description of R, built once from Describe<R>.
template <typename R>
const RecordInfo &recordInfo()
{
    static const RecordInfo info = [] {
        RecordInfo built{QLatin1StringView(Describe<R>::name), {}, detail::reachOf<R>(), detail::listingOf<R>()};
        std::apply(
            [&built]<typename... F>(const F &...fields) {
                (
                    [&built]<typename M>(const Field<R, M> &described) {
                        FieldInfo one{QLatin1StringView(described.name), detail::kindOf<M>(), described.merge,
                                      described.maxLength, {}, described.least, described.most};
                        one.form = described.form;
                        if constexpr (std::is_enum_v<M>) {
                            for (const char *name : EnumNames<M>::names) {
                                one.enumNames.append(QLatin1StringView(name));
                            }
                        }
                        built.fields.append(one);
                    }(fields),
                    ...);
            },
            Describe<R>::fields());
        return built;
    }();
    return info;
}

// A record as JSON: "id", "rev" and every described field. This object is the row on the wire, the row a
// store keeps, and what row hashes are taken of.
template <typename R>
QJsonObject toJson(const R &record)
{
    QJsonObject json{{u"id"_s, record.id.text()}, {u"rev"_s, record.rev}};
    std::apply(
        [&](const auto &...fields) {
            (json.insert(QLatin1StringView(fields.name), detail::memberToJson(record.*(fields.member))), ...);
        },
        Describe<R>::fields());
    return json;
}

// The record a row holds. The row comes from a store or has passed checkRow(); absent fields keep defaults.
template <typename R>
R fromJson(const QJsonObject &json)
{
    R record;
    record.id = Id<R>::fromText(json.value("id"_L1).toString());
    record.rev = json.value("rev"_L1).toInteger();
    std::apply(
        [&](const auto &...fields) {
            (
                [&](const auto &described) {
                    const auto it = json.constFind(QLatin1StringView(described.name));
                    if (it != json.constEnd()) {
                        detail::memberFromJson(*it, record.*(described.member));
                    }
                }(fields),
                ...);
        },
        Describe<R>::fields());
    return record;
}

// Whether every member of the object is a described field (or id, rev) of the right form.
// Errors: UnknownField, InvalidArgument, FieldTooLong, each naming the field.
Result<void> checkRow(const RecordInfo &info, const QJsonObject &row);

// SHA-256 (lower-case hex) of the row's canonical JSON (keys sorted, no spaces). Desk and server compare these.
QString rowHash(const QJsonObject &row);

} // namespace rawi
