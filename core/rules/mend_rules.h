#pragma once

#include "core/rules/rule_book.h"

namespace rawi {

// record.mend: brings a row that was kept before its fields had forms (TextForm) to them. A title of which nothing could be
// seen is emptied, and a conflict tells an editor so.
void registerMendRules(RuleBook &book);

} // namespace rawi
