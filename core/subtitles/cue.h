#pragma once

#include "core/base/result.h"

#include <QList>
#include <QString>
#include <QStringList>

namespace rawi {

// One line of subtitles (or one chapter). `text` holds its lines with '\n' between them and, inline, the tags
// of WebVTT and SubRip (<i>, <b>, <u>, <v Name>, <font …>); character references are decoded.
struct Cue {
    qint64 startMs = 0;
    qint64 endMs = 0; // may be before startMs in a broken file; checkCues() says so
    QString text;
    QString id; // WebVTT cue identifier; empty for none
    QString settings; // WebVTT cue settings ("line:0 align:start")
    QString note; // WebVTT NOTE that stands before it

    bool operator==(const Cue &) const = default;
};

enum class SubtitleFormat { Srt, WebVtt, Ass };
enum class TextEncoding { Utf8, Utf16, Windows1256, Windows1252 };

// What a reader of a file should hear of: nothing here kept the file from being read.
enum class ParseNoteKind {
    IgnoredText, // text that belongs to no cue
    BrokenCharacters, // bytes that are no character of the encoding, read as U+FFFD
    DrawingLeftOut, // an ASS event that is a drawing, not text
    InvisibleMarks, // marks of direction or width among the times, passed over
    OtherArrow, // "–>", "→" …: read as "-->"
    TagsRemoved, // override tags of ASS that SubRip does not know and cannot keep
};

struct ParseNote {
    int line = 0; // from 1
    ParseNoteKind kind = ParseNoteKind::IgnoredText;
    bool operator==(const ParseNote &) const = default;
};

// A subtitle file as it was read: cues in the file's order.
struct SubtitleFile {
    QList<Cue> cues;
    SubtitleFormat format = SubtitleFormat::Srt;
    TextEncoding encoding = TextEncoding::Utf8;
    QList<ParseNote> notes;
    QString header; // WebVTT: what stands after "WEBVTT", with its further lines
    QStringList blocks; // WebVTT: STYLE, REGION and NOTE blocks that belong to no cue
};

} // namespace rawi
