#pragma once

#include <QString>

#include <optional>

namespace rawi {

enum class Direction { LeftToRight, RightToLeft };

// The direction of the first strong character outside isolates (Unicode UAX #9, rules P2 and P3); nothing
// when the text has none.
std::optional<Direction> firstStrongDirection(QStringView text);
// The same, with what to take for a text without a strong character.
Direction baseDirection(QStringView text, Direction fallback = Direction::LeftToRight);

// The text between U+2068 FIRST STRONG ISOLATE and U+2069 POP DIRECTIONAL ISOLATE, for putting user text into
// a sentence. Ends that the text itself left open are closed first, so that they cannot leak.
QString isolate(const QString &text);
// A path, whatever languages its folders are named in: from left to right, each name in the direction of its own.
QString pathText(const QString &path);

// Embeddings, overrides, isolates, their ends and the marks (LRM, RLM, ALM).
bool isBidiControl(QChar character);
bool opensBidiSpan(QChar character);
bool closesBidiSpan(QChar character);
QString withoutBidiControls(const QString &text);

} // namespace rawi
