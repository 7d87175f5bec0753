#include "core/subtitles/subtitle_reading.h"
#include "core/text/truncate.h"

#include <QRegularExpression>

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

namespace rawi {

using namespace detail;

namespace {

// {\anN} is where on the picture a cue stands, as on a number pad; the same in WebVTT settings.
constexpr std::array<QStringView, 9> kPositions{u"align:start",          u"",         u"align:end",
                                                u"line:50% align:start", u"line:50%", u"line:50% align:end",
                                                u"line:0 align:start",   u"line:0",   u"line:0 align:end"};

// The key of the number pad that a tag of position names, 0 for every other tag. \a counts as the first SSA did:
// 1 to 3 below, 5 to 7 above, 9 to 11 in the middle.
int positionKey(QStringView tag)
{
    bool isNumber = false;
    if (tag.startsWith(QStringView(u"an"))) {
        const int key = tag.sliced(2).toInt(&isNumber);
        return isNumber && key >= 1 && key <= 9 ? key : 0;
    }
    const int key = tag.startsWith(u'a') ? tag.sliced(1).toInt(&isNumber) : 0;
    if (!isNumber || key < 1 || key > 11 || key % 4 == 0) {
        return 0;
    }
    return key < 4 ? key : key < 8 ? key + 2 : key - 5;
}

// Takes the override blocks ({\an8\i1}) of ASS out of a line. The first position of a cue is kept as `settings`; whether
// anything else was in them.
bool takeOverrides(QString &line, QString &settings)
{
    static const QRegularExpression block(u"\\{\\s*\\\\([^{}]*)\\}"_s);
    bool lost = false;
    for (auto found = block.match(line); found.hasMatch(); found = block.match(line, found.capturedStart())) {
        for (const QStringView tag : found.capturedView(1).split(u'\\')) {
            const int key = positionKey(tag.trimmed());
            if (key > 0 && settings.isEmpty()) {
                settings = kPositions[static_cast<size_t>(key - 1)].toString();
            }
            lost = lost || key == 0;
        }
        line.remove(found.capturedStart(), found.capturedLength());
    }
    line.replace(u"\\N"_s, u"\n"_s);
    return lost;
}

QString positionTag(const QString &settings)
{
    const auto found = std::find(kPositions.begin(), kPositions.end(), QStringView(settings));
    if (settings.isEmpty() || found == kPositions.end()) {
        return {};
    }
    return u"{\\an%1}"_s.arg(found - kPositions.begin() + 1);
}

// The line without invisible marks and the spaces around it.
QString seen(QStringView line)
{
    QString out = line.toString();
    out.removeIf(isInvisible);
    return out.trimmed();
}

// The number of a line that is nothing but one (digits of any script), or -1.
int lineNumber(QStringView line)
{
    const QString digits = seen(line);
    int number = 0;
    if (digits.isEmpty() || digits.size() > 6) {
        return -1;
    }
    for (const QChar one : digits) {
        if (one.digitValue() < 0) {
            return -1;
        }
        number = number * 10 + one.digitValue();
    }
    return number;
}

bool looksLikeTiming(QStringView line)
{
    const QString start = line.contains(QStringView(u"-->")) ? seen(line) : QString();
    return !start.isEmpty() && start.front().digitValue() >= 0;
}

// Gathers the lines between two lines of times. The number before the second is told from text by what is
// around it.
class SrtReading {
public:
    explicit SrtReading(SubtitleLines read) : m_read(std::move(read)) { }

    Result<SubtitleFile> run()
    {
        for (qsizetype i = 0; i < m_read.lines.size(); ++i) {
            const QStringView line = m_read.lines[i];
            const auto timing = looksLikeTiming(line) ? parseTimingLine(line) : parseStrangeTimingLine(line);
            if (!timing && looksLikeTiming(line)) {
                return lineError(ErrorCode::InvalidArgument, i + 1,
                                 u"the times \"%1\" cannot be read"_s.arg(
                                     truncated(line.toString(), 80)));
            }
            if (!timing) {
                continue;
            }
            RAWI_TRY(endCue(i));
            noteTiming(m_read.file, i + 1, *timing);
            m_cue = Cue{timing->startMs, timing->endMs, {}, {}, {}, {}};
            m_cueLine = i;
        }
        RAWI_TRY(endCue(m_read.lines.size()));
        return finished(std::move(m_read.file));
    }

private:
    bool isBlank(qsizetype line) const { return m_read.lines[line].trimmed().isEmpty(); }

    // Whether the line before the times at `end` is their number.
    bool hasNumber(qsizetype first, qsizetype end)
    {
        const int number = end > first && end < m_read.lines.size() ? lineNumber(m_read.lines[end - 1]) : -1;
        const bool standsApart = end - 1 <= first || isBlank(end - 2);
        if (number >= 0 && (standsApart || number == m_number + 1)) {
            m_number = number;
            return true;
        }
        return false;
    }

    Result<void> endCue(qsizetype end)
    {
        const qsizetype first = m_cue ? m_cueLine + 1 : 0;
        const qsizetype last = hasNumber(first, end) ? end - 1 : end;
        QStringList text;
        for (qsizetype i = first; i < last; ++i) {
            QString line = m_read.lines[i].toString();
            if (m_cue && takeOverrides(line, m_cue->settings)) {
                addNote(m_read.file, i + 1, ParseNoteKind::TagsRemoved);
            }
            if (!line.trimmed().isEmpty()) {
                text.append(line);
            }
        }
        if (m_cue) {
            m_cue->text = text.join(u'\n');
            return addCue(m_read.file, *std::exchange(m_cue, std::nullopt), m_cueLine + 1);
        }
        if (!text.isEmpty()) {
            addNote(m_read.file, 1, ParseNoteKind::IgnoredText);
        }
        return {};
    }

    SubtitleLines m_read;
    std::optional<Cue> m_cue;
    qsizetype m_cueLine = 0;
    int m_number = 0;
};

} // namespace

Result<SubtitleFile> parseSrt(const QByteArray &bytes)
{
    RAWI_ASSIGN(SubtitleLines read, readLines(bytes, SubtitleFormat::Srt));
    return SrtReading(std::move(read)).run();
}

QByteArray toSrt(const QList<Cue> &cues)
{
    QString text;
    int number = 0;
    for (const Cue &cue : cues) {
        text += u"%1\n%2 --> %3\n%4"_s.arg(QString::number(++number), cueTimeText(cue.startMs, u','),
                                           cueTimeText(cue.endMs, u','), positionTag(cue.settings));
        for (const QStringView line : QStringView(cue.text).split(u'\n')) {
            if (!line.trimmed().isEmpty()) {
                // A line of text that would be read as times.
                const QString plain = looksLikeTiming(line) ? withoutArrow(line.toString()) : line.toString();
                text += (parseStrangeTimingLine(plain) ? u"- "_s : QString()) + plain + u'\n';
            }
        }
        text += text.endsWith(u'\n') ? QStringView(u"\n") : QStringView(u"\n\n");
    }
    return text.toUtf8();
}

} // namespace rawi
