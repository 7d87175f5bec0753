#pragma once

#include "core/subtitles/cue.h"

#include <QByteArray>

namespace rawi {

constexpr qint64 kMaxSubtitleBytes = 10 * 1024 * 1024;
constexpr int kMaxCues = 20'000;
constexpr int kMaxCueText = 5'000; // UTF-16 units

// The cues of a file whose format is told by its content. Lenient where real files are: missing blank lines
// and numbers, any order of numbers, comma or point, any line ends; what is left out is in the notes. Errors:
// TooLarge (bytes, cues, the text of a cue), InvalidArgument (a time that cannot be read, no cue at all). The subject of an error in a line is "line N".
Result<SubtitleFile> parseSubtitles(const QByteArray &bytes);

// The same of a file known to be SubRip, WebVTT (W3C Candidate Recommendation of 2019-04-04; an error
// without its signature) or (Advanced) SubStation Alpha: events as plain text, without override tags,
// comments and drawings.
Result<SubtitleFile> parseSrt(const QByteArray &bytes);
Result<SubtitleFile> parseWebVtt(const QByteArray &bytes);
Result<SubtitleFile> parseAss(const QByteArray &bytes);

// UTF-8 without byte order mark, "\n" at the ends of lines. Empty lines inside a cue are left out: they would
// end it. SubRip keeps positions as {\anN} and has no identifiers and notes.
QByteArray toSrt(const QList<Cue> &cues);
QByteArray toWebVtt(const SubtitleFile &file);
QByteArray toWebVtt(const QList<Cue> &cues);

// ".srt", ".vtt", ".ass", ".ssa" in any case.
bool isSubtitleName(const QString &fileName);

} // namespace rawi
