#pragma once

#include "core/engine/av/filter_graph.h"
#include "core/engine/av/geometry.h"
#include "core/media/quality_report.h"

namespace rawi {

// Finds black and standing pictures among the frames of a film, by libavfilter's blackdetect and freezedetect on a small
// copy of each. Belongs to one thread.
class PictureWatch {
public:
    // `startUs`: the moment in the frames' time that counts as 0.
    PictureWatch(AVRational timeBase, qint64 startUs) : m_timeBase(timeBase), m_startUs(startUs) {}

    // Errors: Internal, TooLarge when libavfilter refuses the picture.
    Result<void> add(AVFrame *frame, const QString &subject);
    // Closes what lasts to the end of the film, and puts what was found into the report.
    void finish(qint64 endMs, QualityReport &report);

private:
    struct Found {
        QList<QualityReport::Span> spans;
        qint64 openedMs = -1;
    };
    void note(const AVFrame *frame);
    void noteOne(const AVFrame *frame, const char *startKey, const char *endKey, qint64 shortestMs, Found &found);
    static void close(Found &found, qint64 endMs, qint64 shortestMs);

    AVRational m_timeBase;
    qint64 m_startUs = 0;
    FilterGraph m_graph;
    FramePtr m_out = makeFrame();
    Found m_black;
    Found m_freeze;
};

} // namespace rawi
