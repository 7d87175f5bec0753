#include "sync-server/pg/pg_text.h"

#include "core/base/id.h"
#include "core/text/well_formed.h"

#include <QJsonDocument>

namespace rawi::server {

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
    return QJsonDocument(wellFormedJson(object).toObject()).toJson(QJsonDocument::Compact).toStdString();
}

std::string pgJson(const QJsonArray &array)
{
    return QJsonDocument(wellFormedJson(array).toArray()).toJson(QJsonDocument::Compact).toStdString();
}

} // namespace rawi::server
