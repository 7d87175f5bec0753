#pragma once

#include "core/subtitles/cue.h"
#include "core/text/direction.h"

namespace rawi {

// What is expected of a column's cues. The figures are those of Netflix's Timed Text Style Guides (English
// and Arabic, adult programmes, 2024).
struct CueLimits {
    double charactersPerSecond = 20;
    int lineLength = 42; // characters as characterCount() counts them
    int lines = 2;
    qint64 minMs = 833; // five sixths of a second
    qint64 maxMs = 7000;
    qint64 minGapMs = 80; // two frames at 25 a second; 0 (cues that touch) is right too

    static CueLimits of(Direction column);
};

enum class CueCheckKind {
    EndBeforeStart,
    OutOfOrder,
    Overlap,
    SmallGap,
    TooShort,
    TooLong,
    TooFast,
    LineTooLong,
    TooManyLines,
    Empty
};

struct CueFinding {
    qsizetype cue = 0; // index
    CueCheckKind kind = CueCheckKind::Overlap;
    double value = 0; // ms, characters a second, characters or lines: as the kind has it
    bool operator==(const CueFinding &) const = default;
};

// What a reader's eye takes for characters: grapheme clusters (UAX #29) without tags, bidi controls, tatweel
// and vowel marks (they are part of their letter's cluster); spaces and punctuation count, line ends do not.
int characterCount(const QString &text);
// Characters a second; 0 for an empty cue, the count itself when it lasts no time.
double readingSpeed(const Cue &cue);

// In order of the cues. Overlap, gap and order are towards the cue before.
QList<CueFinding> checkCues(const QList<Cue> &cues, const CueLimits &limits);

} // namespace rawi
