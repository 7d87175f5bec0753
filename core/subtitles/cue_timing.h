#pragma once

#include "core/subtitles/cue.h"

namespace rawi {

// All cues later (or earlier) by so much. Errors: InvalidArgument when one would start before 0 or after
// kMaxCueTimeMs; then nothing is changed.
Result<QList<Cue>> shiftedCues(const QList<Cue> &cues, qint64 byMs);

// Where a moment of the cues is, and where it is to be.
struct SyncPoint {
    qint64 fromMs = 0;
    qint64 toMs = 0;
};

// The cues stretched and moved so that both moments are where they are to be (a film at another frame rate).
// Errors: InvalidArgument (the points are one moment, or time would run backwards; or as shiftedCues).
Result<QList<Cue>> scaledCues(const QList<Cue> &cues, SyncPoint first, SyncPoint second);

} // namespace rawi
