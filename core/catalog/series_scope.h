#pragma once

#include "core/catalog/series.h"
#include "core/rules/rule_book.h"

namespace rawi {

// A restricted series: only its members, and who may see every restricted series, know of it and of what
// hangs on it (its episodes, their items, files and texts). Members are chosen by series.restrict, which
// whoever asks for it belongs to.
void addSeriesScopeRule(RuleBook &book);

// An item that is filed into a restricted series becomes as secret as the series. Errors: StateConflict when
// it belongs to another restricted one.
Result<void> takeIntoScope(Transaction &transaction, const ContentItem &item, const Series &series);
// Taken out of it the item is everybody's again: for those who may restrict. Errors: PermissionDenied.
Result<void> takeOutOfScope(Transaction &transaction, const Episode &episode);

} // namespace rawi
