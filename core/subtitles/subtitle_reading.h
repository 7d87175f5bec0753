#pragma once

#include "core/subtitles/cue_time.h"
#include "core/subtitles/subtitle_format.h"

namespace rawi::detail {

// What the parsers of this folder share: a decoded file by lines, with the bounds held.
struct SubtitleLines {
    QList<QStringView> lines; // of `text`; without their ends
    QString text;
    SubtitleFile file; // format and notes so far, no cues
};

// Errors: TooLarge.
Result<SubtitleLines> readLines(const QByteArray &bytes, SubtitleFormat format);

// Lines count from 1.
Error lineError(ErrorCode code, qsizetype line, const QString &detail);
void addNote(SubtitleFile &file, qsizetype line, ParseNoteKind kind);

// What is strange about a line of times.
void noteTiming(SubtitleFile &file, qsizetype line, const TimingLine &timing);

// Appends the cue. Errors: TooLarge (number of cues, length of its text), naming the line it starts in.
Result<void> addCue(SubtitleFile &file, Cue cue, qsizetype line);

// Whether anything was read. Errors: InvalidArgument.
Result<SubtitleFile> finished(SubtitleFile file);

} // namespace rawi::detail
