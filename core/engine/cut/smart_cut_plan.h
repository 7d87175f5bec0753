#pragma once

#include <QList>

#include <vector>

namespace rawi {

// One coded frame of a film, as its container lists it; times in the stream's time base.
struct CutFrame {
    qint64 pts = 0;
    qint64 dts = 0;
    qint64 duration = 0;
    bool idr = false;    // decoding can begin here, and nothing later looks back past it
    bool hidden = false; // only there for others to be decoded: an edit list hides it
};

// A run of frames of one range: either copied, in decode order, or decoded and encoded, in order of time.
struct CutPiece {
    bool copied = false;
    size_t first = 0;      // copied: index of its first frame; encoded: of the frame where decoding begins
    size_t count = 0;      // frames
    qint64 fromPts = 0;    // encoded: the frames from here …
    qint64 untilPts = 0;   // … to before here
};

// The fewest frames to encode so that exactly the frames with fromPts <= pts < untilPts are shown. `frames` are in decode
// order, from an IDR frame (or the film's first) at or before fromPts on. Copied are whole runs from an IDR frame to before
// the next, and at the end of the range as many of one, in decode order, as show no gap. An open GOP is never copied: its
// first frames need what was cut off.
QList<CutPiece> planRange(const std::vector<CutFrame> &frames, qint64 fromPts, qint64 untilPts, bool mayCopy);

} // namespace rawi
