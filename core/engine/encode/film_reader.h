#pragma once

#include "core/engine/av/film_source.h"
#include "core/engine/av/frame_decoder.h"
#include "core/engine/av/geometry.h"
#include "core/engine/picture/picture_filter.h"
#include "core/media/edit_list.h"

namespace rawi {

// The moving picture of a film, decoded once, on the clock of its renditions: 0 is the start of its sound or picture,
// whichever comes first, or of its edit. An edit of several films is given as upright pictures of the first one's shown
// size, BT.709, the others' in its middle with black around them. Belongs to one thread.
class FilmReader {
public:
    // `edit`: empty = the whole film. `others`: of its ranges' other assets; must outlive the reader. Errors: as
    // FrameDecoder::open; NotFound for a range of no film.
    static Result<std::unique_ptr<FilmReader>> open(const SourceFile &film, const FilmSources &others, const EditList &edit,
                                                    int threads);

    // Goes on behind this time: the next frame is not after it, or is the first of all. Only containers with an exact index
    // are sought in; of others (AVI, MPEG) everything before is decoded again.
    Result<void> seekBefore(qint64 pts);
    // The next frame, its pts in timeBase() and after the one before; false after the last.
    Result<bool> next(AVFrame *frame);

    AVRational timeBase() const { return m_timeBase; }
    AVRational frameRate() const { return m_frameRate; }
    // Of what next() gives.
    bool conforms() const { return m_conforms; }
    AVRational sampleAspect() const { return m_conforms ? AVRational{1, 1} : m_aspect; }
    Orientation orientation() const { return m_conforms ? Orientation() : orientationOf(displayMatrix(stream())); }
    bool interlaced() const { return !m_conforms && stream()->codecpar->field_order > AV_FIELD_PROGRESSIVE; }
    // Of the newest frame, in timeBase().
    qint64 frameLength() const { return m_frameLength; }
    qint64 toUs(qint64 pts) const { return av_rescale_q(pts, m_timeBase, AV_TIME_BASE_Q); }
    const QString &subject() const { return m_input->source().name(); }

private:
    FilmReader(const SourceFile &film, const FilmSources &others, const EditList &edit, int threads) :
        m_film(film), m_others(others), m_edit(edit), m_threads(threads)
    {
    }
    Result<void> enter(Id<MediaAsset> asset);
    void describe();
    const AVStream *stream() const { return m_decoder->stream(); }
    qint64 fromUs(qint64 us) const { return av_rescale_q(us, AV_TIME_BASE_Q, m_timeBase); }
    // Source time in timeBase(), from the film's start.
    qint64 sourceTime(qint64 pts) const { return av_rescale_q(pts - m_offset, stream()->time_base, m_timeBase); }
    Result<bool> seekTo(qint64 sourceTime);
    Result<void> enterRange(qsizetype range, qint64 sourceTime);
    bool take(AVFrame *frame);
    bool isHeldUntil(qint64 sourceTime) const;
    bool takeHeld(AVFrame *frame, qint64 nextTime);
    qint64 heldEnd() const;
    Result<bool> read(AVFrame *frame);
    Result<void> conform(AVFrame *frame);
    Result<bool> conformed(AVFrame *frame);
    PictureFilter::Wish wishFor(const AVFrame *frame) const;

    const SourceFile &m_film;
    const FilmSources &m_others;
    EditList m_edit;
    int m_threads;
    bool m_conforms = false;      // the edit plays several films
    Id<MediaAsset> m_asset;       // that is open
    std::unique_ptr<AvInput> m_input;
    std::unique_ptr<FrameDecoder> m_decoder;
    std::unique_ptr<PictureFilter> m_filter; // of the film that is open, when it conforms
    PictureSize m_shown;                     // of the first film
    qsizetype m_range = 0;
    bool m_readAny = false;
    bool m_ended = false;
    FramePtr m_first = makeFrame(); // what a seek has read ahead
    FramePtr m_raw = makeFrame();   // before it conforms
    FramePtr m_held = makeFrame();  // the newest frame before the range, on screen when it begins
    bool m_begun = false;           // the range has a frame
    AVRational m_timeBase{1, 90'000};
    AVRational m_frameRate{25, 1};
    AVRational m_aspect{1, 1}; // of the film that is open
    qint64 m_offset = 0;       // its start, in its own time base
    qint64 m_newest = INT64_MIN;
    qint64 m_frameLength = 1;
};

} // namespace rawi
