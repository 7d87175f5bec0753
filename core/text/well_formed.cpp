#include "core/text/well_formed.h"

#include <QJsonArray>
#include <QJsonObject>

namespace rawi {

namespace {

bool isLoneSurrogate(QStringView text, qsizetype at)
{
    return text[at].isSurrogate()
        && (text[at].isLowSurrogate() || at + 1 == text.size() || !text[at + 1].isLowSurrogate());
}

// The first character that no text holds, its size when there is none.
qsizetype firstIllFormed(QStringView text, qsizetype from)
{
    for (qsizetype i = from; i < text.size(); ++i) {
        if (text[i].isNull() || isLoneSurrogate(text, i)) {
            return i;
        }
        i += text[i].isSurrogate() ? 1 : 0;
    }
    return text.size();
}

} // namespace

Result<void> checkWellFormed(QStringView text, const QString &name)
{
    const qsizetype at = firstIllFormed(text, 0);
    if (at == text.size()) {
        return {};
    }
    return Error{ErrorCode::InvalidArgument, name,
                 text[at].isNull() ? u"holds U+0000 at %1, which no text has"_s.arg(at)
                                   : u"holds half of a surrogate pair at %1; send the whole character"_s.arg(at)};
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

QString wellFormed(QString text)
{
    for (qsizetype at = firstIllFormed(text, 0); at < text.size(); at = firstIllFormed(text, at + 1)) {
        text[at] = QChar::ReplacementCharacter;
    }
    return text;
}

QJsonValue wellFormedJson(const QJsonValue &value)
{
    if (value.isString()) {
        return wellFormed(value.toString());
    }
    if (value.isArray()) {
        QJsonArray kept;
        const QJsonArray members = value.toArray();
        for (const QJsonValue &member : members) {
            kept.append(wellFormedJson(member));
        }
        return kept;
    }
    if (value.isObject()) {
        QJsonObject kept;
        const QJsonObject object = value.toObject();
        for (auto it = object.begin(); it != object.end(); ++it) {
            kept.insert(wellFormed(it.key()), wellFormedJson(it.value()));
        }
        return kept;
    }
    return value;
}

} // namespace rawi
