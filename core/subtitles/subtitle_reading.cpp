#include "core/subtitles/subtitle_reading.h"

#include "core/subtitles/text_encoding.h"

namespace rawi {

namespace detail {

namespace {

constexpr qsizetype kMaxNotes = 1000;

QList<QStringView> splitLines(QStringView text)
{
    QList<QStringView> lines;
    qsizetype start = 0;
    for (qsizetype i = 0; i <= text.size(); ++i) {
        if (i < text.size() && text[i] != u'\n' && text[i] != u'\r') {
            continue;
        }
        lines.append(text.sliced(start, i - start));
        if (i + 1 < text.size() && text[i] == u'\r' && text[i + 1] == u'\n') {
            ++i;
        }
        start = i + 1;
    }
    return lines;
}

} // namespace

Result<SubtitleLines> readLines(const QByteArray &bytes, SubtitleFormat format)
{
    if (bytes.size() > kMaxSubtitleBytes) {
        return Error{ErrorCode::TooLarge, u"subtitles"_s,
                     u"%1 bytes; at most %2 are read"_s.arg(bytes.size()).arg(kMaxSubtitleBytes), SubjectKind::Code};
    }
    SubtitleLines read;
    DecodedText decoded = decodeText(bytes);
    read.text = std::move(decoded.text);
    read.lines = splitLines(read.text);
    read.file.format = format;
    read.file.encoding = decoded.encoding;
    if (decoded.broken) {
        qsizetype line = 0;
        while (line + 1 < read.lines.size() && !read.lines[line].contains(QChar::ReplacementCharacter)) {
            ++line;
        }
        addNote(read.file, line + 1, ParseNoteKind::BrokenCharacters);
    }
    return read;
}

Error lineError(ErrorCode code, qsizetype line, const QString &detail)
{
    return {code, u"line %1"_s.arg(line), detail, SubjectKind::Place};
}

void addNote(SubtitleFile &file, qsizetype line, ParseNoteKind kind)
{
    if (file.notes.size() < kMaxNotes) {
        file.notes.append({static_cast<int>(line), kind});
    }
}

void noteTiming(SubtitleFile &file, qsizetype line, const TimingLine &timing)
{
    if (timing.hasMarks) {
        addNote(file, line, ParseNoteKind::InvisibleMarks);
    }
    if (timing.hasOtherArrow) {
        addNote(file, line, ParseNoteKind::OtherArrow);
    }
}

Result<void> addCue(SubtitleFile &file, Cue cue, qsizetype line)
{
    if (file.cues.size() >= kMaxCues) {
        return lineError(ErrorCode::TooLarge, line, u"more than %1 cues"_s.arg(kMaxCues));
    }
    if (cue.text.size() > kMaxCueText) {
        return lineError(ErrorCode::TooLarge, line,
                         u"a cue of %1 characters; at most %2"_s.arg(cue.text.size()).arg(kMaxCueText));
    }
    file.cues.append(std::move(cue));
    return {};
}

Result<SubtitleFile> finished(SubtitleFile file)
{
    if (file.cues.isEmpty() && file.format != SubtitleFormat::WebVtt) {
        return Error{ErrorCode::InvalidArgument, u"subtitles"_s,
                     u"no cue was found: no line \"00:00:01,000 --> 00:00:02,000\" and no Dialogue"_s};
    }
    return file;
}

} // namespace detail

Result<SubtitleFile> parseSubtitles(const QByteArray &bytes)
{
    const QString head = decodeText(bytes.first(std::min<qsizetype>(bytes.size(), 16'384))).text;
    if (head.startsWith(QStringView(u"WEBVTT"))) {
        return parseWebVtt(bytes);
    }
    for (const QStringView mark : {QStringView(u"[Script Info]"), QStringView(u"[V4"),
                                   QStringView(u"[Events]"), QStringView(u"Dialogue:")}) {
        const qsizetype at = head.indexOf(mark, 0, Qt::CaseInsensitive);
        if (at == 0 || (at > 0 && (head[at - 1] == u'\n' || head[at - 1] == u'\r'))) {
            return parseAss(bytes);
        }
    }
    return parseSrt(bytes);
}

bool isSubtitleName(const QString &fileName)
{
    for (const QStringView suffix :
         {QStringView(u".srt"), QStringView(u".vtt"), QStringView(u".ass"), QStringView(u".ssa")}) {
        if (fileName.endsWith(suffix, Qt::CaseInsensitive)) {
            return true;
        }
    }
    return false;
}

} // namespace rawi
