#pragma once

#include <QList>
#include <QString>

namespace rawi {

// Exact: the same characters. Folded: as a search does (core/text/arabic_folding.h): vowel marks, forms of
// alef, ya and ta marbuta, tatweel, case and shapes of digits make no difference.
enum class MatchMode { Exact, Folded };

struct TextRange {
    qsizetype at = 0; // UTF-16 units
    qsizetype length = 0;
    bool operator==(const TextRange &) const = default;
};

// Matches of `needle` outside tags, from the start, without overlap; whole grapheme clusters only.
QList<TextRange> findInText(const QString &text, const QString &needle, MatchMode mode);

struct Replaced {
    QString text;
    int count = 0;
};
Replaced replaceInText(const QString &text, const QString &needle, const QString &replacement,
                       MatchMode mode);

} // namespace rawi
