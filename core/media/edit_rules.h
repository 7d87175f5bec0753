#pragma once

#include "core/rules/rule_book.h"

namespace rawi {

// The type `media_edits` and the commands edit.*.
void registerEditRules(RuleBook &book);

} // namespace rawi
