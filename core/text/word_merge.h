#pragma once

#include <QString>
#include <QStringList>

#include <optional>

namespace rawi {

// The text's words, spaces and marks in order (Unicode UAX #29 word boundaries, so never inside a grapheme
// cluster); what stands between a bidi initiator and its end, at the latest the end of its paragraph (UAX #9), is one piece.
QStringList splitWords(const QString &text);

// Three-way merge by word, after NFC: both edits of `base` in one text, or nothing when they overlap.
std::optional<QString> mergeWords(const QString &base, const QString &mine, const QString &theirs);
// The same of what people wrote: nothing, too, when the edits are so near that together they could say what neither side
// wrote: in one sentence with a number that was changed, and (Words) next to each other or next but one in a text of one line.
enum class Nearby { Words, Numbers };
std::optional<QString> mergeSentences(const QString &base, const QString &mine, const QString &theirs, Nearby nearby = Nearby::Words);

} // namespace rawi
