#pragma once

#include "core/rules/actor.h"
#include "core/rules/rule_book.h"

namespace rawi {

// Whether this actor may know of a row: asked by feed, snapshot, pokes, REST, search and signed addresses,
// and by the rules of a command before they read one. An empty row is seen by everybody.
bool visible(const RecordInfo &type, const QJsonObject &row, const Actor &actor);

// Whether every member of the workspace may know of it.
bool reachesEverybody(const RecordInfo &type, const QJsonObject &row);

// Gives a row and all that hangs on it (TypeRules::parentField) another scope; null = none. Errors: as
// Transaction.
Result<void> setScope(Transaction &transaction, const RecordInfo &type, QJsonObject row,
                      const Id<Scope> &scope);

} // namespace rawi
