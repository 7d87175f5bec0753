#include "core/subtitles/cue_time.h"
#include "core/subtitles/subtitle_reading.h"

#include <optional>

namespace rawi {

using namespace detail;

namespace {

constexpr qsizetype kMaxColumns = 64;

// The text of an event without {…} blocks and with \N, \n and \h resolved; nothing when all of it is a
// drawing.
std::optional<QString> plainText(QStringView text)
{
    QString plain;
    bool drawing = false;
    bool drew = false;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const qsizetype close = text[i] == u'{' ? text.indexOf(u'}', i) : -1;
        if (close > 0) {
            const QStringView tags = text.sliced(i, close - i);
            for (qsizetype at = tags.indexOf(u"\\p"); at >= 0; at = tags.indexOf(u"\\p", at + 2)) {
                // \p1… starts a drawing and \p0 ends it; \pos and \pbo are others.
                if (at + 2 < tags.size() && tags[at + 2].isDigit()) {
                    drawing = tags[at + 2] != u'0';
                    drew = drew || drawing;
                }
            }
            i = close;
        } else if (!drawing && text[i] == u'\\' && i + 1 < text.size()
                   && (text[i + 1] == u'N' || text[i + 1] == u'n' || text[i + 1] == u'h')) {
            plain += text[++i] == u'h' ? QChar(0x00A0) : QChar(u'\n');
        } else if (!drawing) {
            plain += text[i];
        }
    }
    if (drew && plain.trimmed().isEmpty()) {
        return std::nullopt;
    }
    return plain;
}

// "Key: value" of an ASS section, key without case.
std::optional<QStringView> valueOf(QStringView line, QStringView key)
{
    if (line.size() <= key.size() || !line.startsWith(key, Qt::CaseInsensitive) || line[key.size()] != u':') {
        return std::nullopt;
    }
    return line.sliced(key.size() + 1).trimmed();
}

// Reads the Dialogue lines by the columns that the Format line of [Events] names.
class AssReading {
public:
    explicit AssReading(SubtitleLines read) : m_read(std::move(read)) { }

    Result<SubtitleFile> run()
    {
        for (qsizetype i = 0; i < m_read.lines.size(); ++i) {
            const QStringView line = m_read.lines[i].trimmed();
            if (line.startsWith(u'[')) {
                m_inEvents = line.compare(QStringView(u"[Events]"), Qt::CaseInsensitive) == 0;
            } else if (const auto columns = valueOf(line, u"Format"); columns && m_inEvents) {
                readColumns(*columns);
            } else if (const auto event = valueOf(line, u"Dialogue")) {
                RAWI_TRY(readEvent(*event, i + 1));
            }
        }
        return finished(std::move(m_read.file));
    }

private:
    void readColumns(QStringView columns)
    {
        const QList<QStringView> names = columns.split(u',');
        for (qsizetype i = 0; i < std::min(names.size(), kMaxColumns); ++i) {
            const QStringView name = names[i].trimmed();
            if (name.compare(QStringView(u"Start"), Qt::CaseInsensitive) == 0) {
                m_start = i;
            } else if (name.compare(QStringView(u"End"), Qt::CaseInsensitive) == 0) {
                m_end = i;
            } else if (name.compare(QStringView(u"Text"), Qt::CaseInsensitive) == 0) {
                m_text = i;
            }
        }
    }

    Result<void> readEvent(QStringView event, qsizetype line)
    {
        // The text is the last column and may hold commas itself.
        QList<QStringView> columns;
        while (columns.size() < m_text) {
            const qsizetype comma = event.indexOf(u',');
            if (comma < 0) {
                return lineError(ErrorCode::InvalidArgument, line,
                                 u"a Dialogue with fewer than %1 columns"_s.arg(m_text + 1));
            }
            columns.append(event.first(comma));
            event = event.sliced(comma + 1);
        }
        const auto start = parseCueTime(columns.value(m_start));
        const auto end = parseCueTime(columns.value(m_end));
        if (!start || !end) {
            return lineError(ErrorCode::InvalidArgument, line, u"the times of a Dialogue cannot be read"_s);
        }
        const auto text = plainText(event);
        if (!text) {
            addNote(m_read.file, line, ParseNoteKind::DrawingLeftOut);
            return {};
        }
        return addCue(m_read.file, Cue{*start, *end, *text, {}, {}, {}}, line);
    }

    SubtitleLines m_read;
    bool m_inEvents = false;
    qsizetype m_start = 1; // as in a file without a Format line
    qsizetype m_end = 2;
    qsizetype m_text = 9;
};

} // namespace

Result<SubtitleFile> parseAss(const QByteArray &bytes)
{
    RAWI_ASSIGN(SubtitleLines read, readLines(bytes, SubtitleFormat::Ass));
    return AssReading(std::move(read)).run();
}

} // namespace rawi
