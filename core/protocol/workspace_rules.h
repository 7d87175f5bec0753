#pragma once

#include "core/rules/rule_book.h"

namespace rawi {

// The rule book of a workspace: every record type and command of every feature.
RuleBook makeWorkspaceRules();

} // namespace rawi
