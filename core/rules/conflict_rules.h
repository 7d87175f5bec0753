#pragma once

#include "core/rules/rule_book.h"

namespace rawi {

// conflict.settle, which runs the update rule of the record's type.
void registerConflictRules(RuleBook &book);

} // namespace rawi
