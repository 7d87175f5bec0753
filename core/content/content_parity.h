#pragma once

#include "core/content/content_item.h"

namespace rawi {

// Which language still has to follow the other (product promise 6) is a question of what each was checked against, not of
// what was edited last: ContentItem::englishChecked is the hash of the Arabic that the English was checked against, and the
// other way round. A language that was never checked (a draft before its first approval) is not judged.

// After an edit of `before`. Texts of both languages that change together, field by field, count as one piece of work.
// While one language catches up, what is written in it is no news to the other.
void judgeParity(const ContentItem &before, ContentItem &after);

// A person says how it stands.
void sayParity(ContentItem &item, Parity said);

// A reviewer approved both: they were checked against each other, unless one is known to be behind.
void checkLanguages(ContentItem &item);

} // namespace rawi
