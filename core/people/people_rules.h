#pragma once

#include "core/rules/rule_book.h"

namespace rawi {

// The types `people`, `workspace_settings` and `preferences`; the commands person.put, workspace.set and
// preferences.set.
void registerPeopleRules(RuleBook &book);

} // namespace rawi
