#pragma once

#include "sync-server/pg/pg.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QUuid>

namespace rawi::server {

// How values are written as text for a statement's parameters; all are ASCII or UTF-8. U+FFFD stands for what PostgreSQL cannot
// hold, U+0000 and half a surrogate pair, which refused commands, a worker's words about a hostile file and other programs'
// answers may hold.
std::string pgUuid(const QUuid &id); // lower case, no braces
PgParam pgOptional(const QUuid &id); // null when the id is
std::string pgText(const QString &words);
std::string pgJson(const QJsonObject &object); // on one line
std::string pgJson(const QJsonArray &array);

} // namespace rawi::server
