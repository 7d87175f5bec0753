#pragma once

#include "core/rules/rule_book.h"

namespace rawi {

// The types `people` and `workspace_settings`, the commands person.put and workspace.set.
void registerPeopleRules(RuleBook &book);

} // namespace rawi
