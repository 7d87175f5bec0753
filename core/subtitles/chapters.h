#pragma once

#include "core/subtitles/cue.h"

namespace rawi {

constexpr int kMaxChapters = 1000;
constexpr int kMaxChapterTitle = 300; // UTF-16 units

struct Chapter {
    qint64 startMs = 0;
    QString title;
    bool operator==(const Chapter &) const = default;
};

// A pasted list, one chapter a line: "00:00 Title", "1:02:03 - Title", "(02:10) Title", also with
// Arabic-Indic digits; bidi controls and empty lines are passed over. Errors, subject "line N": InvalidArgument
// (no time, a line without a title, the first not at 0, a time not after the one before, U+FFFD in
// a title), TooLarge.
Result<QList<Chapter>> parseChapterText(const QString &text);

// The rules of parseChapterText for chapters from elsewhere; the subject is "chapter N".
Result<void> checkChapters(const QList<Chapter> &chapters);

// "00:00 Title", with hours in all lines when one needs them.
QString chapterText(const QList<Chapter> &chapters);

// As cues that last to the next chapter, the last to `durationMs` (or a second, when that is before its
// start), for toWebVtt(); and back.
QList<Cue> chapterCues(const QList<Chapter> &chapters, qint64 durationMs);
QList<Chapter> chaptersOf(const QList<Cue> &cues);

} // namespace rawi
