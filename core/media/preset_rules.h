#pragma once

#include "core/rules/rule_book.h"

namespace rawi {

// The type `encode_presets` and the commands preset.*.
void registerPresetRules(RuleBook &book);

} // namespace rawi
