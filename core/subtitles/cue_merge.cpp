#include "core/subtitles/cue_merge.h"

#include "core/text/word_merge.h"

#include <QHash>
#include <QSet>

#include <algorithm>

namespace rawi {

namespace {

// The value that one side changed; nothing when both did, to different values.
template <typename T>
std::optional<T> mergeValue(const T &base, const T &mine, const T &theirs)
{
    if (mine == theirs || mine == base) {
        return theirs;
    }
    return theirs == base ? std::optional<T>(mine) : std::nullopt;
}

std::optional<QString> mergeText(const QString &base, const QString &mine, const QString &theirs)
{
    const std::optional<QString> plain = mergeValue(base, mine, theirs);
    return plain ? plain : mergeSentences(base, mine, theirs, Nearby::Numbers);
}

std::optional<Cue> mergeCue(const Cue &base, const Cue &mine, const Cue &theirs)
{
    const auto start = mergeValue(base.startMs, mine.startMs, theirs.startMs);
    const auto end = mergeValue(base.endMs, mine.endMs, theirs.endMs);
    const auto text = mergeText(base.text, mine.text, theirs.text);
    const auto settings = mergeValue(base.settings, mine.settings, theirs.settings);
    const auto note = mergeText(base.note, mine.note, theirs.note);
    if (!start || !end || !text || !settings || !note) {
        return std::nullopt;
    }
    return Cue{*start, *end, *text, theirs.id, *settings, *note};
}

QString keyOf(const Cue &cue)
{
    return cue.id.isEmpty() ? u"\n%1 %2 "_s.arg(cue.startMs).arg(cue.endMs) + cue.text : cue.id;
}

using CueMap = QHash<QString, Cue>;

CueMap mapOf(const SubtitleFile &file)
{
    CueMap map;
    for (const Cue &cue : file.cues) {
        map.insert(keyOf(cue), cue);
    }
    return map;
}

void sortByTime(QList<Cue> &cues)
{
    std::stable_sort(cues.begin(), cues.end(),
                     [](const Cue &a, const Cue &b) { return a.startMs < b.startMs; });
}

} // namespace

CueMerge mergeCues(const SubtitleFile &base, const SubtitleFile &mine, const SubtitleFile &theirs)
{
    CueMerge result;
    result.merged = theirs;
    const auto header = mergeValue(base.header, mine.header, theirs.header);
    const auto blocks = mergeValue(base.blocks, mine.blocks, theirs.blocks);
    result.clashes = (header ? 0 : 1) + (blocks ? 0 : 1);
    result.merged.cues.clear();
    result.alternative = result.merged;
    result.merged.header = header.value_or(theirs.header);
    result.merged.blocks = blocks.value_or(theirs.blocks);
    result.alternative.header = header.value_or(mine.header);
    result.alternative.blocks = blocks.value_or(mine.blocks);
    const CueMap before = mapOf(base);
    const CueMap ours = mapOf(mine);
    const auto take = [&](const Cue &one, const Cue &other) {
        result.merged.cues.append(one);
        result.alternative.cues.append(other);
    };
    QSet<QString> seen;
    for (const Cue &cue : theirs.cues) {
        const QString key = keyOf(cue);
        const bool wasThere = before.contains(key);
        seen.insert(key);
        if (!ours.contains(key)) {
            if (!wasThere || before[key] != cue) { // added or changed by them; removed by us or unknown to us
                take(cue, cue);
            }
            continue;
        }
        // Both have it: one that both added is merged as if it had been empty.
        const auto merged = mergeCue(wasThere ? before[key] : Cue{}, ours[key], cue);
        result.clashes += !merged;
        take(merged.value_or(cue), merged.value_or(ours[key]));
    }
    for (const Cue &cue : mine.cues) {
        const QString key = keyOf(cue);
        if (!seen.contains(key) && (!before.contains(key) || before[key] != cue)) {
            take(cue, cue);
        }
    }
    sortByTime(result.merged.cues);
    sortByTime(result.alternative.cues);
    return result;
}

void completeCueIds(QList<Cue> &cues)
{
    QSet<QString> taken;
    for (const Cue &cue : cues) {
        taken.insert(cue.id);
    }
    QSet<QString> used;
    int next = 0;
    for (Cue &cue : cues) {
        if (cue.id.isEmpty() || used.contains(cue.id)) {
            do {
                cue.id = QString::number(++next);
            } while (taken.contains(cue.id));
            taken.insert(cue.id);
        }
        used.insert(cue.id);
    }
}

} // namespace rawi
