#pragma once

#include "core/rules/rule_book.h"

namespace rawi {

// conflict.settle. Called after every other register…Rules(): it writes fields of the types known by then.
void registerConflictRules(RuleBook &book);

} // namespace rawi
