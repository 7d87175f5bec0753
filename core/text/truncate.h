#pragma once

#include <QString>

namespace rawi {

// What a bound counts: UTF-16 units (fields, FieldInfo::maxLength), graphemes (what a reader calls characters,
// Unicode UAX #29) or bytes of UTF-8 (file names, columns of other programs).
enum class TextUnit { Utf16, Graphemes, Utf8 };

qsizetype textLength(QStringView text, TextUnit unit);

// The longest beginning of the text within `most` units. The only place that cuts what people wrote: never inside a
// grapheme (so never inside a surrogate pair), and never inside a bidi span (isolate, embedding or override of UAX #9):
// one that would be left open is closed within the bound, and one of which nothing would remain is left out. A text
// that fits comes back as it is.
QString truncated(const QString &text, qsizetype most, TextUnit unit = TextUnit::Utf16);

} // namespace rawi
