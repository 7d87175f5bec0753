#include "core/rules/describe.h"

#include <QCryptographicHash>
#include <QDateTime>
#include <QJsonDocument>
#include <QTimeZone>

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
    if (value.toString().size() > field.maxLength && field.maxLength > 0) {
        return Error{ErrorCode::FieldTooLong, field.name,
                     u"longer than %1 characters"_s.arg(field.maxLength)};
    }
    return {};
}

Result<void> checkTextSet(const FieldInfo &field, const QJsonValue &value)
{
    constexpr int kMaxMembers = 200;
    if (!value.isArray() || value.toArray().size() > kMaxMembers) {
        return wrongForm(field, "an array of at most 200 strings");
    }
    const QJsonArray members = value.toArray();
    for (const QJsonValue &member : members) {
        RAWI_TRY(checkText(field, member));
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
        return isWholeNumber(value) ? Result<void>() : wrongForm(*this, "a whole number");
    case FieldKind::Boolean:
        return value.isBool() ? Result<void>() : wrongForm(*this, "true or false");
    case FieldKind::Timestamp:
        return value.isNull() || timestampFromText(value.toString()).isSet()
            ? Result<void>()
            : wrongForm(*this, "an RFC 3339 time or null");
    case FieldKind::Enum:
        return enumNames.contains(value.toString())
            ? Result<void>()
            : Result<void>(Error{ErrorCode::InvalidArgument, name,
                                 u"expected one of: %1"_s.arg(enumNames.join(u", "_s))});
    case FieldKind::TextSet:
        return checkTextSet(*this, value);
    case FieldKind::Json:
        return value.isObject() ? Result<void>() : wrongForm(*this, "an object");
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
            return Error{ErrorCode::UnknownField, it.key(), u"%1 has no such field"_s.arg(info.name)};
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
