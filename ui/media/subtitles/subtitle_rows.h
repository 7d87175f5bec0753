#pragma once

#include "core/subtitles/cue.h"
#include "core/text/direction.h"

#include <optional>

namespace rawi {

enum class SubtitleSide { Arabic, English };
inline constexpr SubtitleSide kSubtitleSides[] = {SubtitleSide::Arabic, SubtitleSide::English};

Direction directionOf(SubtitleSide side);
SubtitleSide otherSide(SubtitleSide side);

// One line of the editor: what is said at one time, in either language or in both.
struct SubtitleRow {
    std::optional<Cue> arabic;
    std::optional<Cue> english;

    std::optional<Cue> &at(SubtitleSide side) { return side == SubtitleSide::Arabic ? arabic : english; }
    const std::optional<Cue> &at(SubtitleSide side) const { return side == SubtitleSide::Arabic ? arabic : english; }
    bool operator==(const SubtitleRow &) const = default;
};

// Two tracks side by side, by time: cues that share more than half of the shorter one's time are one row.
QList<SubtitleRow> pairCues(QList<Cue> arabic, QList<Cue> english);
QList<Cue> cuesOf(const QList<SubtitleRow> &rows, SubtitleSide side);

// Two cues that meet at `atMs`; the text is divided at the line end or the space nearest to the same share.
std::pair<Cue, Cue> splitCue(const Cue &cue, qint64 atMs);
Cue joinedCue(const Cue &first, const Cue &second);

} // namespace rawi
