#pragma once

#include "core/base/result.h"

#include <QJsonValue>
#include <QString>

namespace rawi {

// Refuses what no text holds: a surrogate without its other half (ill-formed UTF-16, which no UTF-8 can carry) and
// U+0000 (which PostgreSQL's text and jsonb cannot hold). Error: InvalidArgument with `name`, the field's, as its subject.
Result<void> checkWellFormed(QStringView text, const QString &name);
// The same for every text and member name inside a JSON value.
Result<void> checkWellFormedJson(const QJsonValue &value, const QString &name);

// The same with U+FFFD in the place of each character that would be refused: what is kept of a refusal.
QString wellFormed(QString text);
QJsonValue wellFormedJson(const QJsonValue &value);

} // namespace rawi
