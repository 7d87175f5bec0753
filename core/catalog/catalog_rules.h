#pragma once

#include "core/rules/rule_book.h"

namespace rawi {

// The types `series` and `episodes` and the commands series.* and episode.*.
void registerCatalogRules(RuleBook &book);

} // namespace rawi
