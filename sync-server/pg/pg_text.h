#pragma once

#include <QJsonObject>
#include <QUuid>

#include <string>

namespace rawi::server {

// How values are written as text for a statement's parameters; both are ASCII or UTF-8.
std::string pgUuid(const QUuid &id);           // lower case, no braces
std::string pgJson(const QJsonObject &object); // on one line

} // namespace rawi::server
