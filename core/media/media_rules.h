#pragma once

#include "core/rules/rule_book.h"

namespace rawi {

// The types `media_assets` and `media_variants` and the commands media.*.
void registerMediaRules(RuleBook &book);

} // namespace rawi
