#pragma once

#include "core/engine/frame_decoder.h"
#include "core/engine/geometry.h"
#include "core/media/edit_list.h"

namespace rawi {

// The moving picture of a film, decoded once, on the clock of its renditions: 0 is the start of its sound or picture,
// whichever comes first, or of its edit. Belongs to one thread.
class FilmReader {
public:
    // `edit`: empty = the whole film. Errors: as FrameDecoder::open.
    static Result<std::unique_ptr<FilmReader>> open(const SourceFile &film, const EditList &edit, int threads);

    // Goes on behind this time: the next frame is not after it, or is the first of all. Only containers with an exact index
    // are sought in; of others (AVI, MPEG) everything before is decoded again.
    Result<void> seekBefore(qint64 pts);
    // The next frame, its pts in timeBase() and after the one before; false after the last.
    Result<bool> next(AVFrame *frame);

    AVRational timeBase() const { return m_timeBase; }
    AVRational frameRate() const { return m_frameRate; }
    AVRational sampleAspect() const { return m_aspect; }
    Orientation orientation() const { return orientationOf(displayMatrix(m_decoder->stream())); }
    // Of the newest frame, in timeBase().
    qint64 frameLength() const { return m_frameLength; }
    qint64 toUs(qint64 pts) const { return av_rescale_q(pts, m_timeBase, AV_TIME_BASE_Q); }
    const AVStream *stream() const { return m_decoder->stream(); }
    const QString &subject() const { return m_input->source().name(); }

private:
    FilmReader() = default;
    void prepareTimes();
    qint64 fromUs(qint64 us) const { return av_rescale_q(us, AV_TIME_BASE_Q, m_timeBase); }
    // Source time in timeBase(), from the film's start.
    qint64 sourceTime(qint64 pts) const { return av_rescale_q(pts - m_offset, stream()->time_base, m_timeBase); }
    Result<bool> seekTo(qint64 sourceTime);
    Result<void> enterRange(qsizetype range, qint64 sourceTime);
    bool take(AVFrame *frame);

    std::unique_ptr<AvInput> m_input;
    std::unique_ptr<FrameDecoder> m_decoder;
    EditList m_edit;
    qsizetype m_range = 0;
    bool m_readAny = false;
    FramePtr m_first = makeFrame(); // what a seek has read ahead
    AVRational m_timeBase{1, 90'000};
    AVRational m_frameRate{25, 1};
    AVRational m_aspect{1, 1};
    qint64 m_offset = 0; // the film's start, in its own time base
    qint64 m_newest = INT64_MIN;
    qint64 m_frameLength = 1;
};

} // namespace rawi
