#include "sync-server/pg/pg_text.h"

#include "core/base/id.h"

#include <QJsonDocument>

namespace rawi::server {

std::string pgUuid(const QUuid &id)
{
    return uuidText(id).toStdString();
}

std::string pgJson(const QJsonObject &object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact).toStdString();
}

} // namespace rawi::server
