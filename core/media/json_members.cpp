#include "core/media/json_members.h"

#include "core/text/truncate.h"

#include <algorithm>
#include <cmath>

namespace rawi {

Error JsonMembers::wrong(const char *name, const QString &detail) const
{
    return {ErrorCode::InvalidArgument, m_prefix + QLatin1StringView(name), detail};
}

bool JsonMembers::has(const char *name)
{
    m_known.append(QLatin1StringView(name));
    return m_object.contains(QLatin1StringView(name));
}

Result<void> JsonMembers::number(const char *name, int &value, int least, int most)
{
    qint64 wide = value;
    RAWI_TRY(number(name, wide, least, most));
    value = int(wide);
    return {};
}

Result<void> JsonMembers::number(const char *name, qint64 &value, qint64 least, qint64 most)
{
    double wide = double(value);
    RAWI_TRY(real(name, wide, double(least), double(most)));
    if (wide != std::floor(wide)) {
        return wrong(name, u"a whole number is expected"_s);
    }
    value = qint64(wide);
    return {};
}

Result<void> JsonMembers::real(const char *name, double &value, double least, double most)
{
    if (!has(name)) {
        return {};
    }
    value = m_object.value(QLatin1StringView(name)).toDouble(std::nan(""));
    if (!(value >= least && value <= most)) {
        return wrong(name, u"expected %1 to %2"_s.arg(least).arg(most));
    }
    return {};
}

Result<void> JsonMembers::boolean(const char *name, bool &value)
{
    if (!has(name)) {
        return {};
    }
    const QJsonValue member = m_object.value(QLatin1StringView(name));
    if (!member.isBool()) {
        return wrong(name, u"expected true or false"_s);
    }
    value = member.toBool();
    return {};
}

Result<void> JsonMembers::text(const char *name, QString &value, int most)
{
    if (!has(name)) {
        return {};
    }
    const QJsonValue member = m_object.value(QLatin1StringView(name));
    if (!member.isString() || member.toString().size() > most) {
        return wrong(name, u"expected a text of up to %1 characters"_s.arg(most));
    }
    value = member.toString();
    return {};
}

Result<void> JsonMembers::word(const char *name, QString &value, int most)
{
    RAWI_TRY(text(name, value, most));
    const bool plain = std::all_of(value.begin(), value.end(), [](QChar one) {
        return one.unicode() < 128 && (one.isLetterOrNumber() || one == QLatin1Char('-') || one == QLatin1Char('_'));
    });
    if (!plain) {
        return wrong(name, u"expected a word of up to %1 letters"_s.arg(most));
    }
    return {};
}

Result<QList<QJsonObject>> JsonMembers::objects(const char *name, int most)
{
    QList<QJsonObject> list;
    if (!has(name)) {
        return list;
    }
    const QJsonValue member = m_object.value(QLatin1StringView(name));
    if (!member.isArray() || member.toArray().size() > most) {
        return wrong(name, u"expected a list of up to %1"_s.arg(most));
    }
    for (const QJsonValue &one : member.toArray()) {
        if (!one.isObject()) {
            return wrong(name, u"expected a list of objects"_s);
        }
        list.append(one.toObject());
    }
    return list;
}

Result<QJsonObject> JsonMembers::object(const char *name)
{
    if (has(name) && !m_object.value(QLatin1StringView(name)).isObject()) {
        return wrong(name, u"expected an object"_s);
    }
    return m_object.value(QLatin1StringView(name)).toObject();
}

Result<void> JsonMembers::nothingElse() const
{
    for (auto it = m_object.begin(); it != m_object.end(); ++it) {
        if (!m_known.contains(it.key())) {
            return Error{ErrorCode::UnknownField, m_prefix + truncated(it.key(), 64), u"no such setting"_s};
        }
    }
    return {};
}

} // namespace rawi
