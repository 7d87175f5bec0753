#pragma once

#include <QString>

#include <optional>

namespace rawi {

// The shape in which digits are shown; a choice of the user's, apart from the language.
enum class DigitShape { Latin, ArabicIndic };

// The text with its decimal digits (0-9, ٠-٩, ۰-۹) in this shape; everything else stays.
QString shapeDigits(const QString &text, DigitShape shape);

// A whole number in any of these digits, with a minus or plus before it; nothing for anything else, blanks too, and for
// what 64 bits do not hold.
std::optional<qint64> numberFromText(QStringView text);

} // namespace rawi
