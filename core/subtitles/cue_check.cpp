#include "core/subtitles/cue_check.h"

#include "core/subtitles/cue_markup.h"

#include <QTextBoundaryFinder>

namespace rawi {

namespace {

constexpr char16_t kTatweel = 0x0640;

void checkTimes(const QList<Cue> &cues, qsizetype i, const CueLimits &limits, QList<CueFinding> &findings)
{
    const Cue &cue = cues[i];
    const qint64 length = cue.endMs - cue.startMs;
    const auto add = [&](CueCheckKind kind, qint64 value) {
        findings.append({i, kind, static_cast<double>(value)});
    };
    if (length <= 0) {
        add(CueCheckKind::EndBeforeStart, length);
    } else if (length < limits.minMs) {
        add(CueCheckKind::TooShort, length);
    } else if (length > limits.maxMs) {
        add(CueCheckKind::TooLong, length);
    }
    if (i == 0) {
        return;
    }
    const Cue &before = cues[i - 1];
    const qint64 gap = cue.startMs - before.endMs;
    if (cue.startMs < before.startMs) {
        add(CueCheckKind::OutOfOrder, cue.startMs - before.startMs);
    } else if (gap < 0) {
        add(CueCheckKind::Overlap, -gap);
    } else if (gap > 0 && gap < limits.minGapMs) {
        add(CueCheckKind::SmallGap, gap);
    }
}

void checkText(const QList<Cue> &cues, qsizetype i, const CueLimits &limits, QList<CueFinding> &findings)
{
    const Cue &cue = cues[i];
    if (characterCount(cue.text) == 0) {
        findings.append({i, CueCheckKind::Empty, 0});
        return;
    }
    if (const double speed = readingSpeed(cue); speed > limits.charactersPerSecond) {
        findings.append({i, CueCheckKind::TooFast, speed});
    }
    const QStringList lines = cue.text.split(u'\n');
    int longest = 0;
    for (const QString &line : lines) {
        longest = std::max(longest, characterCount(line));
    }
    if (longest > limits.lineLength) {
        findings.append({i, CueCheckKind::LineTooLong, static_cast<double>(longest)});
    }
    if (lines.size() > limits.lines) {
        findings.append({i, CueCheckKind::TooManyLines, static_cast<double>(lines.size())});
    }
}

} // namespace

CueLimits CueLimits::of(Direction column)
{
    CueLimits limits;
    if (column == Direction::LeftToRight) {
        limits.charactersPerSecond = 17;
    }
    return limits;
}

int characterCount(const QString &text)
{
    QString plain = withoutBidiControls(withoutTags(text)).trimmed();
    plain.removeIf([](QChar one) { return one.unicode() == kTatweel || one == u'\n'; });
    QTextBoundaryFinder finder(QTextBoundaryFinder::Grapheme, plain);
    int count = 0;
    while (finder.toNextBoundary() > 0) {
        ++count;
    }
    return count;
}

double readingSpeed(const Cue &cue)
{
    const int count = characterCount(cue.text);
    const qint64 ms = cue.endMs - cue.startMs;
    return ms > 0 ? count * 1000.0 / static_cast<double>(ms) : count;
}

QList<CueFinding> checkCues(const QList<Cue> &cues, const CueLimits &limits)
{
    QList<CueFinding> findings;
    for (qsizetype i = 0; i < cues.size(); ++i) {
        checkTimes(cues, i, limits, findings);
        checkText(cues, i, limits, findings);
    }
    return findings;
}

} // namespace rawi
