#include "ui/media/subtitles/subtitle_rows.h"

#include <algorithm>

namespace rawi {

namespace {

void sortByTime(QList<Cue> &cues)
{
    std::stable_sort(cues.begin(), cues.end(), [](const Cue &a, const Cue &b) { return a.startMs < b.startMs; });
}

bool belongTogether(const Cue &a, const Cue &b)
{
    if (a.startMs == b.startMs) {
        return true;
    }
    const qint64 shared = std::min(a.endMs, b.endMs) - std::max(a.startMs, b.startMs);
    return shared * 2 > std::min(a.endMs - a.startMs, b.endMs - b.startMs);
}

} // namespace

Direction directionOf(SubtitleSide side)
{
    return side == SubtitleSide::Arabic ? Direction::RightToLeft : Direction::LeftToRight;
}

SubtitleSide otherSide(SubtitleSide side)
{
    return side == SubtitleSide::Arabic ? SubtitleSide::English : SubtitleSide::Arabic;
}

QList<SubtitleRow> pairCues(QList<Cue> arabic, QList<Cue> english)
{
    sortByTime(arabic);
    sortByTime(english);
    QList<SubtitleRow> rows;
    rows.reserve(std::max(arabic.size(), english.size()));
    qsizetype a = 0;
    qsizetype e = 0;
    while (a < arabic.size() || e < english.size()) {
        const bool both = a < arabic.size() && e < english.size();
        if (both && belongTogether(arabic[a], english[e])) {
            rows.append({arabic[a++], english[e++]});
        } else if (e == english.size() || (both && arabic[a].startMs <= english[e].startMs)) {
            rows.append({arabic[a++], std::nullopt});
        } else {
            rows.append({std::nullopt, english[e++]});
        }
    }
    return rows;
}

QList<Cue> cuesOf(const QList<SubtitleRow> &rows, SubtitleSide side)
{
    QList<Cue> cues;
    for (const SubtitleRow &row : rows) {
        if (row.at(side)) {
            cues.append(*row.at(side));
        }
    }
    return cues;
}

std::pair<Cue, Cue> splitCue(const Cue &cue, qint64 atMs)
{
    const qint64 length = cue.endMs - cue.startMs;
    const qint64 at = atMs > cue.startMs && atMs < cue.endMs ? atMs : cue.startMs + length / 2;
    const double share = length > 0 ? static_cast<double>(at - cue.startMs) / static_cast<double>(length) : 0.5;
    const qsizetype wanted = qRound64(share * static_cast<double>(cue.text.size()));
    const bool hasLines = cue.text.contains(u'\n');
    qsizetype best = -1;
    for (qsizetype i = 0; i < cue.text.size(); ++i) {
        const bool gap = hasLines ? cue.text[i] == u'\n' : cue.text[i].isSpace();
        if (gap && (best < 0 || std::abs(i - wanted) < std::abs(best - wanted))) {
            best = i;
        }
    }
    Cue first = cue;
    Cue second = cue;
    first.endMs = at;
    second.startMs = at;
    second.id.clear();
    second.note.clear();
    first.text = best < 0 ? cue.text : cue.text.first(best);
    second.text = best < 0 ? QString() : cue.text.sliced(best + 1);
    return {first, second};
}

Cue joinedCue(const Cue &first, const Cue &second)
{
    Cue joined = first;
    joined.endMs = std::max(first.endMs, second.endMs);
    joined.text += first.text.isEmpty() || second.text.isEmpty() ? second.text : u'\n' + second.text;
    return joined;
}

} // namespace rawi
