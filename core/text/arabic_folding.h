#pragma once

#include <QString>

namespace rawi {

// What becomes of a hamza on a waw or ya. Unified: a hamza by itself, so that مسؤول, مسئول and قراءة, قرائة are the
// same. Bare: the letter it sits on, as hurried typing has it (شاطي for شاطئ).
enum class HamzaSeats { Unified, Bare };

// The form in which texts are searched: compatibility forms decomposed (Unicode NFKD), vowel marks of Arabic,
// accents of Latin, Greek and Cyrillic, tatweel, zero-width characters and bidi controls gone; the forms of
// alef, hamza seats, ya, ta marbuta, kaf, heh and fa unified; digits Latin; case folded. Folding twice changes
// nothing. "ءا" is not "ا": إجراء would no longer begin إجراءات.
QString foldForSearch(const QString &text, HamzaSeats seats = HamzaSeats::Unified);

} // namespace rawi
