#pragma once

#include <QString>

namespace rawi {

// Length of the inline tag that starts at `at` (<i>, </v>, <v Salma>, <font …>, <00:01:02.000>), or 0.
qsizetype tagLength(QStringView text, qsizetype at);

// The text as a viewer reads it: without tags.
QString withoutTags(const QString &text);

// WebVTT §4.2.2: character references decoded; `&`, `<` and "-->" written so that a parser reads them back.
// Known tags stay.
QString decodeReferences(const QString &text);
QString encodeReferences(const QString &text);

} // namespace rawi
