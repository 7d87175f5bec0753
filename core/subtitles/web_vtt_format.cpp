#include "core/subtitles/cue_markup.h"
#include "core/subtitles/subtitle_reading.h"
#include "core/text/truncate.h"

#include <algorithm>
#include <optional>

namespace rawi {

using namespace detail;

namespace {

constexpr QStringView kSignature = u"WEBVTT";
constexpr QStringView kArrow = u"-->";

bool startsBlock(QStringView line, QStringView keyword)
{
    return line.startsWith(keyword)
        && (line.size() == keyword.size() || line[keyword.size()] == u' ' || line[keyword.size()] == u'\t');
}

// Reads block by block, as WebVTT §6.1 does: blocks end at an empty line or before a further line of times.
class WebVttReading {
public:
    explicit WebVttReading(SubtitleLines read) : m_read(std::move(read)) { }

    Result<SubtitleFile> run()
    {
        RAWI_TRY(readHeader());
        while (m_at < m_read.lines.size()) {
            if (isEmpty(m_at)) {
                ++m_at;
                continue;
            }
            RAWI_TRY(readBlock());
        }
        if (!m_note.isEmpty()) {
            m_read.file.blocks.append(u"NOTE\n"_s + m_note);
        }
        return finished(std::move(m_read.file));
    }

private:
    bool isEmpty(qsizetype line) const { return m_read.lines[line].isEmpty(); }
    bool isTiming(qsizetype line) const
    {
        return line < m_read.lines.size() && m_read.lines[line].contains(kArrow);
    }

    // Only where a cue must start: in a cue's text it is text.
    bool isStrangeTiming(qsizetype line) const
    {
        return line < m_read.lines.size() && parseStrangeTimingLine(m_read.lines[line]);
    }
    static bool isOtherBlock(QStringView line)
    {
        return startsBlock(line, u"NOTE") || startsBlock(line, u"STYLE") || startsBlock(line, u"REGION");
    }

    Result<void> readHeader()
    {
        const QStringView first = m_read.lines.first();
        if (!startsBlock(first, kSignature)) {
            return lineError(ErrorCode::InvalidArgument, 1, u"a WebVTT file starts with \"WEBVTT\""_s);
        }
        QStringList header{first.sliced(kSignature.size()).trimmed().toString()};
        for (m_at = 1; m_at < m_read.lines.size() && !isEmpty(m_at) && !isTiming(m_at); ++m_at) {
            header.append(m_read.lines[m_at].toString());
        }
        m_read.file.header = header.join(u'\n');
        return {};
    }

    // The lines from here to the end of the block, joined; m_at is then behind it.
    QString takeLines()
    {
        QStringList taken;
        while (m_at < m_read.lines.size() && !isEmpty(m_at) && !isTiming(m_at)) {
            taken.append(m_read.lines[m_at++].toString());
        }
        return taken.join(u'\n');
    }

    Result<void> readBlock()
    {
        const QStringView line = m_read.lines[m_at];
        if (isTiming(m_at) || isTiming(m_at + 1)) {
            return readCue();
        }
        if (!isOtherBlock(line) && (isStrangeTiming(m_at) || isStrangeTiming(m_at + 1))) {
            return readCue();
        }
        const qsizetype at = m_at;
        QString block = takeLines();
        if (startsBlock(line, u"NOTE")) {
            const QString note = block.sliced(4).trimmed();
            m_note += m_note.isEmpty() || note.isEmpty() ? note : u'\n' + note;
        } else if (startsBlock(line, u"STYLE") || startsBlock(line, u"REGION")) {
            m_read.file.blocks.append(block);
        } else {
            addNote(m_read.file, at + 1, ParseNoteKind::IgnoredText);
        }
        return {};
    }

    Result<void> readCue()
    {
        Cue cue;
        if (!isTiming(m_at) && !isStrangeTiming(m_at)) {
            cue.id = m_read.lines[m_at++].trimmed().toString();
        }
        const qsizetype at = m_at;
        const QStringView line = m_read.lines[m_at++];
        const auto timing = isTiming(at) ? parseTimingLine(line) : parseStrangeTimingLine(line);
        if (!timing) {
            return lineError(
                ErrorCode::InvalidArgument, at + 1,
                u"the times \"%1\" cannot be read"_s.arg(truncated(line.toString(), 80)));
        }
        noteTiming(m_read.file, at + 1, *timing);
        cue.startMs = timing->startMs;
        cue.endMs = timing->endMs;
        cue.settings = timing->rest;
        cue.note = std::exchange(m_note, {});
        QStringList text;
        while (m_at < m_read.lines.size() && !isEmpty(m_at) && !isTiming(m_at)
               && !(isTiming(m_at + 1) && isIdentifier(m_read.lines[m_at]))) {
            text.append(decodeReferences(m_read.lines[m_at++].toString()));
        }
        cue.text = text.join(u'\n');
        return addCue(m_read.file, std::move(cue), at + 1);
    }

    // Where a blank line is missing, a number before the times is theirs; other text stays the text it was.
    static bool isIdentifier(QStringView line)
    {
        const QStringView number = line.trimmed();
        return !number.isEmpty()
            && std::all_of(number.begin(), number.end(), [](QChar one) { return one.isDigit(); });
    }

    SubtitleLines m_read;
    qsizetype m_at = 0;
    QString m_note;
};

void appendBlock(QString &text, const QString &block)
{
    for (const QStringView line : QStringView(block).split(u'\n')) {
        if (!line.isEmpty()) {
            text += withoutArrow(line.toString()) + u'\n';
        }
    }
    text += u'\n';
}

QString oneLine(const QString &text)
{
    return withoutArrow(text).simplified();
}

void appendCue(QString &text, const Cue &cue)
{
    if (!cue.note.isEmpty()) {
        appendBlock(text, u"NOTE\n"_s + cue.note);
    }
    const QString id = oneLine(cue.id);
    if (!id.isEmpty()) {
        text += id + u'\n';
    }
    text += cueTimeText(cue.startMs) + u" --> "_s + cueTimeText(cue.endMs);
    const QString settings = oneLine(cue.settings);
    text += settings.isEmpty() ? u"\n"_s : u' ' + settings + u'\n';
    for (const QStringView line : QStringView(cue.text).split(u'\n')) {
        if (!line.isEmpty()) {
            text += encodeReferences(line.toString()) + u'\n';
        }
    }
    text += u'\n';
}

} // namespace

Result<SubtitleFile> parseWebVtt(const QByteArray &bytes)
{
    RAWI_ASSIGN(SubtitleLines read, readLines(bytes, SubtitleFormat::WebVtt));
    return WebVttReading(std::move(read)).run();
}

QByteArray toWebVtt(const SubtitleFile &file)
{
    QString text = kSignature.toString();
    if (!file.header.isEmpty()) {
        text += file.header.startsWith(u'\n') ? QString() : u" "_s;
        text += withoutArrow(file.header);
    }
    text += QStringView(u"\n\n");
    for (const QString &block : file.blocks) {
        appendBlock(text, block);
    }
    for (const Cue &cue : file.cues) {
        appendCue(text, cue);
    }
    return text.toUtf8();
}

QByteArray toWebVtt(const QList<Cue> &cues)
{
    SubtitleFile file;
    file.cues = cues;
    return toWebVtt(file);
}

} // namespace rawi
