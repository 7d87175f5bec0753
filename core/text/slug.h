#pragma once

#include <QString>

namespace rawi {

// The text as a part of an address: letters and digits of any script in lower case, Arabic vowel marks and tatweel
// gone, everything between, emoji too, as one '-'; cut between words to at most `maxLength` UTF-16 units. Arabic letters
// stay as they are written (an address may hold them, RFC 3987). Empty when the text has neither letter nor
// digit.
QString slug(const QString &text, int maxLength = 80);

// An item's slug in a bilingual address: of the English title when it has one, else of the Arabic.
QString bilingualSlug(const QString &titleEn, const QString &titleAr, int maxLength = 80);

} // namespace rawi
