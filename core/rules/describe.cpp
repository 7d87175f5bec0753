#include "core/rules/describe.h"

#include "core/rules/text_form.h"
#include "core/text/truncate.h"
#include "core/text/well_formed.h"

#include <QCryptographicHash>
#include <QDateTime>
#include <QJsonDocument>
#include <QTimeZone>

#include <algorithm>
#include <cmath>

namespace rawi {

namespace {

Error wrongForm(const FieldInfo &field, const char *expected)
{
    return {ErrorCode::InvalidArgument, field.name, u"expected %1"_s.arg(QLatin1StringView(expected))};
}

bool isWholeNumber(const QJsonValue &value)
{
    constexpr double kMaxExact = 9007199254740992.0; // 2^53: beyond it JSON readers disagree (RFC 8259 §6)
    const double number = value.toDouble();
    return value.isDouble() && std::abs(number) <= kMaxExact && number == std::floor(number);
}

Result<void> checkText(const FieldInfo &field, const QJsonValue &value)
{
    if (!value.isString()) {
        return wrongForm(field, "a string");
    }
    RAWI_TRY(checkWellFormed(value.toString(), field.name));
    RAWI_TRY(checkForm(field, value.toString()));
    if (value.toString().size() > field.maxLength && field.maxLength > 0) {
        return Error{ErrorCode::FieldTooLong, field.name,
                     u"longer than %1 characters"_s.arg(field.maxLength)};
    }
    return {};
}

Result<void> checkBounds(const FieldInfo &field, double value)
{
    if ((field.least && value < *field.least) || (field.most && value > *field.most)) {
        const auto bound = [](const std::optional<double> &one) {
            return one ? QString::number(*one, 'g', 17) : u"any"_s;
        };
        return Error{ErrorCode::InvalidArgument, field.name,
                     u"expected %1 to %2"_s.arg(bound(field.least), bound(field.most))};
    }
    return {};
}

Result<void> checkInteger(const FieldInfo &field, const QJsonValue &value)
{
    return isWholeNumber(value) ? checkBounds(field, value.toDouble()) : wrongForm(field, "a whole number");
}

Result<void> checkTextSet(const FieldInfo &field, const QJsonValue &value)
{
    constexpr int kMaxMembers = 200;
    if (!value.isArray() || value.toArray().size() > kMaxMembers) {
        return wrongForm(field, "an array of at most 200 strings");
    }
    RAWI_TRY(checkBounds(field, double(value.toArray().size())));
    const QJsonArray members = value.toArray();
    for (const QJsonValue &member : members) {
        RAWI_TRY(checkText(field, member));
    }
    return {};
}

Result<void> checkList(const FieldInfo &field, const QJsonValue &value)
{
    constexpr qsizetype kMaxMembers = 10'000;
    const QJsonArray members = value.toArray();
    if (!value.isArray() || members.size() > kMaxMembers) {
        return wrongForm(field, "an array");
    }
    RAWI_TRY(checkBounds(field, double(members.size())));
    for (qsizetype i = 0; i < members.size(); ++i) {
        FieldInfo one = field.members->first();
        one.name = u"%1[%2]"_s.arg(field.name).arg(i);
        RAWI_TRY(one.check(members.at(i)));
    }
    return {};
}

} // namespace

QString timestampText(Timestamp time)
{
    if (!time.isSet()) {
        return {};
    }
    return QDateTime::fromMSecsSinceEpoch(time.ms, Qt::UTC).toString(Qt::ISODateWithMs);
}

Timestamp timestampFromText(QStringView text)
{
    if (text.isEmpty()) {
        return {};
    }
    const QDateTime parsed = QDateTime::fromString(text.toString(), Qt::ISODateWithMs);
    // RFC 3339 §4.4: a time without an offset names no instant.
    return {parsed.isValid() && parsed.timeSpec() != Qt::LocalTime ? parsed.toMSecsSinceEpoch() : 0};
}

QString isoDate(const QDate &date)
{
    return date.toString(Qt::ISODate);
}

QDate dateFromIso(QStringView text)
{
    const QDate date = QDate::fromString(text.toString(), Qt::ISODate);
    return isoDate(date) == text ? date : QDate(); // Qt reads other signs between, and a time behind it, too
}

Result<void> FieldInfo::check(const QJsonValue &value) const
{
    switch (kind) {
    case FieldKind::Id:
        return value.isNull() || !uuidFromText(value.toString()).isNull() ? Result<void>()
                                                                          : wrongForm(*this, "a UUID or null");
    case FieldKind::Text:
    case FieldKind::OrderKey:
        return checkText(*this, value);
    case FieldKind::Integer:
        return checkInteger(*this, value);
    case FieldKind::Number:
        return value.isDouble() ? checkBounds(*this, value.toDouble()) : wrongForm(*this, "a number");
    case FieldKind::Boolean:
        return value.isBool() ? Result<void>() : wrongForm(*this, "true or false");
    case FieldKind::Timestamp:
        return value.isNull() || timestampFromText(value.toString()).isSet()
            ? Result<void>()
            : wrongForm(*this, "an RFC 3339 time or null");
    case FieldKind::Date:
        return value.isNull() || dateFromIso(value.toString()).isValid() ? Result<void>()
                                                                         : wrongForm(*this, "a date (2026-11-21) or null");
    case FieldKind::Enum:
        return enumNames.contains(value.toString())
            ? Result<void>()
            : Result<void>(Error{ErrorCode::InvalidArgument, name,
                                 u"expected one of: %1"_s.arg(enumNames.join(u", "_s))});
    case FieldKind::TextSet:
        return checkTextSet(*this, value);
    case FieldKind::Json:
        return !value.isObject() ? wrongForm(*this, "an object")
            : isOpaque           ? Result<void>()
                                 : checkWellFormedJson(value, name);
    case FieldKind::Object:
        return value.isObject() ? checkMembers(*members, value.toObject(), name)
                                : wrongForm(*this, "an object");
    case FieldKind::List:
        return checkList(*this, value);
    }
    return {};
}

Result<void> checkMembers(const QList<FieldInfo> &fields, const QJsonObject &object, const QString &prefix)
{
    const auto full = [&](const QString &name) { return prefix.isEmpty() ? name : prefix + u'.' + name; };
    for (auto it = object.begin(); it != object.end(); ++it) {
        const auto known = std::find_if(fields.begin(), fields.end(),
                                        [&](const FieldInfo &one) { return one.name == it.key(); });
        if (known == fields.end()) {
            return Error{ErrorCode::UnknownField, full(truncated(it.key(), 64)), u"there is no such member"_s};
        }
        FieldInfo one = *known;
        one.name = full(one.name);
        RAWI_TRY(one.check(it.value()));
    }
    for (const FieldInfo &field : fields) {
        if (field.required && !object.contains(field.name)) {
            return Error{ErrorCode::FieldRequired, full(field.name), u"it is needed here"_s};
        }
    }
    return {};
}

const FieldInfo *RecordInfo::field(QStringView fieldName) const
{
    for (const FieldInfo &one : fields) {
        if (one.name == fieldName) {
            return &one;
        }
    }
    return nullptr;
}

QStringList detail::sortedSet(const QJsonArray &array)
{
    QStringList members;
    for (const QJsonValue &member : array) {
        members.append(member.toString());
    }
    members.sort();
    members.removeDuplicates();
    return members;
}

Result<void> checkRow(const RecordInfo &info, const QJsonObject &row)
{
    for (auto it = row.begin(); it != row.end(); ++it) {
        if (it.key() == "id"_L1 || it.key() == "rev"_L1) {
            continue;
        }
        const FieldInfo *field = info.field(it.key());
        if (!field) {
            return Error{ErrorCode::UnknownField, truncated(it.key(), 64), u"%1 has no such field"_s.arg(info.name)};
        }
        RAWI_TRY(field->check(it.value()));
    }
    return {};
}

QString rowHash(const QJsonObject &row)
{
    const QByteArray canonical = QJsonDocument(row).toJson(QJsonDocument::Compact);
    return QString::fromLatin1(QCryptographicHash::hash(canonical, QCryptographicHash::Sha256).toHex());
}

} // namespace rawi
