#pragma once

#include "core/content/content_item.h"
#include "core/rules/rule_book.h"

namespace rawi {

// The type `content_items` and the commands content.*.
void registerContentRules(RuleBook &book);

// The parity of an item after an edit: when a language's title, summary or body changed and its counterpart
// did not, the other language has to follow, once the item was approved or published (product promise 6). A
// language that is stale already stays so while it catches up, until content.set_parity says it did.
Parity parityAfter(const ContentItem &before, const ContentItem &after);

} // namespace rawi
