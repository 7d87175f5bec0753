#pragma once

#include <QString>

namespace rawi {

// The shape in which digits are shown; a choice of the user's, apart from the language.
enum class DigitShape { Latin, ArabicIndic };

// The text with its decimal digits (0-9, ٠-٩, ۰-۹) in this shape; everything else stays.
QString shapeDigits(const QString &text, DigitShape shape);

} // namespace rawi
