#pragma once

#include <QJsonObject>

namespace rawi {

// The arithmetic of frames and positions of one file. Positions are milliseconds from its start.
struct FrameTime {
    double fps = 25.0;
    qint64 durationMs = 0;

    // The frame shown at a position, from 0, never after the last one.
    qint64 frameAt(qint64 positionMs) const;
    // A position inside the frame, at (n + ½) / fps, so that rounding can not reach its neighbours.
    qint64 positionOf(qint64 frame) const;
    qint64 lastFrame() const;
    // A position that a seek may ask for: within the first and the last frame.
    qint64 clamped(qint64 positionMs) const;
};

// The probe's frame rate of the main picture (core/media/probe_report.h); 0 when the report has none.
double probedFrameRate(const QJsonObject &metadata);

} // namespace rawi
