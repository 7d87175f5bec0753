#pragma once

#include "sync-server/pg/pg.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QUuid>

namespace rawi::server {

// How values are written as text for a statement's parameters; all are ASCII or UTF-8.
std::string pgUuid(const QUuid &id);           // lower case, no braces
PgParam pgOptional(const QUuid &id);           // null when the id is
std::string pgJson(const QJsonObject &object); // on one line
// PostgreSQL takes no NUL: strangers' words may hold one, and it is left out.
std::string pgText(QString words);
std::string pgJsonb(const QJsonObject &object);
std::string pgJsonb(const QJsonArray &array);

} // namespace rawi::server
