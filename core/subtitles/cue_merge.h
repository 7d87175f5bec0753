#pragma once

#include "core/subtitles/cue.h"

namespace rawi {

// Two edits of one track made into one, cue by cue. Cues are the same when they have the same id; those
// without are the same when all of them is. Times and settings are taken from the side that changed them,
// texts merge by word. `clashes` counts the cues, and the header and the blocks, that both sides changed in ways that exclude
// each other: they are as `theirs` has them in `merged`, and as `mine` has them in `alternative`, which are otherwise
// alike. A cue that one side removed and the other changed stays, as changed. Results are in order of time.
struct CueMerge {
    SubtitleFile merged;
    SubtitleFile alternative;
    int clashes = 0;
};
CueMerge mergeCues(const SubtitleFile &base, const SubtitleFile &mine, const SubtitleFile &theirs);

// Gives each cue without an id, or with one that an earlier cue has, the next number that is free: merging by
// cue needs ids.
void completeCueIds(QList<Cue> &cues);

} // namespace rawi
