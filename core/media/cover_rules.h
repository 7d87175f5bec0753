#pragma once

#include "core/rules/rule_book.h"

namespace rawi {

// The commands series.add_cover, which brings a picture for a series, and series.set_cover, which chooses one that was brought,
// or none. After the rules of the catalogue: with a series go its covers.
void registerCoverRules(RuleBook &book);

} // namespace rawi
