#include "sync-server/pg/pg_text.h"

#include "core/base/id.h"

#include <QJsonDocument>

namespace rawi::server {

namespace {

std::string jsonbText(const QJsonDocument &document)
{
    const std::string json = document.toJson(QJsonDocument::Compact).toStdString();
    constexpr std::string_view kNul = "\\u0000";
    if (json.find(kNul) == std::string::npos) {
        return json;
    }
    std::string kept;
    for (size_t at = 0; at < json.size();) {
        if (json.compare(at, kNul.size(), kNul) == 0) {
            at += kNul.size();
            continue;
        }
        const size_t length = json[at] == '\\' ? 2 : 1; // an escaped backslash before "u0000" is no NUL
        kept.append(json, at, length);
        at += length;
    }
    return kept;
}

} // namespace

std::string pgUuid(const QUuid &id)
{
    return uuidText(id).toStdString();
}

PgParam pgOptional(const QUuid &id)
{
    return id.isNull() ? PgParam() : PgParam(pgUuid(id));
}

std::string pgJson(const QJsonObject &object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact).toStdString();
}

std::string pgText(QString words)
{
    return words.remove(QChar::Null).toStdString();
}

std::string pgJsonb(const QJsonObject &object)
{
    return jsonbText(QJsonDocument(object));
}

std::string pgJsonb(const QJsonArray &array)
{
    return jsonbText(QJsonDocument(array));
}

} // namespace rawi::server
