#pragma once

#include "core/content/content_item.h"
#include "core/rules/rule_book.h"

namespace rawi {

// The types `content_items` and `content_revisions` and the commands content.*.
void registerContentRules(RuleBook &book);

// What a trashed item answers to whoever wants to do something with it.
Error trashedError();

// A title in both languages, which an item has as long as it is in review or approved. Errors: FieldRequired.
Result<void> checkTitles(const ContentItem &item);

} // namespace rawi
