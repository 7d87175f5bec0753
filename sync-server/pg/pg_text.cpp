#include "sync-server/pg/pg_text.h"

#include "core/base/id.h"
#include "core/text/well_formed.h"

#include <QJsonDocument>

namespace rawi::server {

namespace {

// Qt writes what is no valid Unicode, and U+0000, as \u and four digits, and little else.
bool mayBeIllFormed(const std::string &json)
{
    return json.find("\\u") != std::string::npos;
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

std::string pgText(const QString &words)
{
    return wellFormed(words).toStdString();
}

std::string pgJson(const QJsonObject &object)
{
    std::string text = QJsonDocument(object).toJson(QJsonDocument::Compact).toStdString();
    return mayBeIllFormed(text) ? QJsonDocument(wellFormedJson(object).toObject()).toJson(QJsonDocument::Compact).toStdString() : text;
}

std::string pgJson(const QJsonArray &array)
{
    std::string text = QJsonDocument(array).toJson(QJsonDocument::Compact).toStdString();
    return mayBeIllFormed(text) ? QJsonDocument(wellFormedJson(array).toArray()).toJson(QJsonDocument::Compact).toStdString() : text;
}

} // namespace rawi::server
