#pragma once

#include <QString>
#include <QStringList>

namespace rawi {

// The form in which texts are searched: compatibility forms decomposed (Unicode NFKD), vowel marks of Arabic,
// accents of Latin, Greek and Cyrillic, tatweel, zero-width characters and bidi controls gone; the forms of
// alef, hamza seats, ya, ta marbuta, kaf and heh unified; digits Latin; case folded. Folding twice changes
// nothing.
QString foldForSearch(const QString &text);

// The folded text's words (letters and digits), for a query.
QStringList searchTerms(const QString &text);

} // namespace rawi
