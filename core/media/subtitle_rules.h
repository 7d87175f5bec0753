#pragma once

#include "core/rules/rule_book.h"

namespace rawi {

// The type `subtitle_tracks` and the commands subtitles.*.
void registerSubtitleRules(RuleBook &book);

} // namespace rawi
