#pragma once

#include "core/rules/rule_book.h"

namespace rawi {

// The type `people` and person.put.
void registerPeopleRules(RuleBook &book);

} // namespace rawi
