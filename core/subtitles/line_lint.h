#pragma once

#include "core/text/direction.h"

#include <QList>

namespace rawi {

enum class LintKind {
    ForeignMark, // "?" after an Arabic word of an Arabic line, "؟" after a Latin one of an English line
    MisplacedMark, // ".مرحبا": a closing mark at the start, typed to look right where the base direction is
                   // wrong
    SpaceRun, // two spaces, or spaces at an end of a line
    SpaceBeforeMark, // "نعم ؟"
    MissingSpace, // "نعم،لا"
    StrayControl, // a bidi control that closes nothing, spans nothing or repeats another; U+FEFF
    UnclosedControl, // an embedding or isolate that does not end in its line
    OverrideControl, // LRO or RLO: letters in the wrong order
    UnbalancedPair, // a bracket or quotation mark without its partner in the cue
    Tatweel, // a stretched word
};

// Replace `remove` UTF-16 units at `at` by `insert`.
struct TextEdit {
    qsizetype at = 0;
    qsizetype remove = 0;
    QString insert;
    bool operator==(const TextEdit &) const = default;
};

// Something in a cue's text that looks wrong. Without edits it is only reported: what is right, a person has
// to say.
struct LintFinding {
    LintKind kind = LintKind::ForeignMark;
    qsizetype at = 0; // UTF-16 units of the cue's text
    qsizetype length = 0;
    QList<TextEdit> edits; // in rising order

    bool isFixable() const { return !edits.isEmpty(); }
    bool operator==(const LintFinding &) const = default;
};

// Findings of a cue's text in a column of this direction, in order of kind, then place. Tags, addresses,
// times, numbers, and words of the other script are left alone; a rule that could be wrong about a correct
// line only reports.
QList<LintFinding> lintText(const QString &text, Direction column);

QString withEdits(const QString &text, const QList<TextEdit> &edits);

// All fixes, until none is left: fixText(fixText(x)) == fixText(x), and lintText(fixText(x)) has nothing
// fixable.
QString fixText(const QString &text, Direction column);

} // namespace rawi
