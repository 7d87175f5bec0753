#include "core/text/well_formed.h"

#include <QJsonArray>
#include <QJsonObject>

namespace rawi {

Result<void> checkWellFormed(QStringView text, const QString &name)
{
    for (qsizetype i = 0; i < text.size(); ++i) {
        if (text[i].isNull()) {
            return Error{ErrorCode::InvalidArgument, name, u"holds U+0000 at %1, which no text has"_s.arg(i)};
        }
        if (!text[i].isSurrogate()) {
            continue;
        }
        if (text[i].isLowSurrogate() || i + 1 == text.size() || !text[i + 1].isLowSurrogate()) {
            return Error{ErrorCode::InvalidArgument, name,
                         u"holds half of a surrogate pair at %1; send the whole character"_s.arg(i)};
        }
        ++i;
    }
    return {};
}

Result<void> checkWellFormedJson(const QJsonValue &value, const QString &name)
{
    if (value.isString()) {
        return checkWellFormed(value.toString(), name);
    }
    if (value.isArray()) {
        const QJsonArray members = value.toArray();
        for (const QJsonValue &member : members) {
            RAWI_TRY(checkWellFormedJson(member, name));
        }
    } else if (value.isObject()) {
        const QJsonObject object = value.toObject();
        for (auto it = object.begin(); it != object.end(); ++it) {
            RAWI_TRY(checkWellFormed(it.key(), name));
            RAWI_TRY(checkWellFormedJson(it.value(), name));
        }
    }
    return {};
}

} // namespace rawi
