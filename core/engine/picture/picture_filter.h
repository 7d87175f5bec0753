#pragma once

#include "core/engine/av/filter_graph.h"
#include "core/engine/av/geometry.h"

#include <deque>

namespace rawi {

// Makes decoded frames into upright pictures of square pixels and one size: deinterlace when needed, cut
// out, scale (bicubic), turn, map HDR to SDR, convert. Belongs to one thread.
class PictureFilter {
public:
    struct Wish {
        PictureSize size;         // of the finished, turned picture
        Orientation orientation;
        AVPixelFormat format = AV_PIX_FMT_YUV420P;
        bool fullRange = false;   // JPEG pictures; films are limited range
        bool deinterlace = false; // from the first frame on; else from the first that is interlaced
        bool single = false;      // one picture by itself: its fields are told apart without those around it
        bool toneMap = false;     // from PQ or HLG (BT.2100) to BT.709
        bool wideGamut = false;   // from BT.2020 of ordinary range to BT.709
        bool toMatrix = false;    // tagged pictures of another matrix, too, become those of `matrix`
        bool onWhite = false;     // what is behind a transparent picture whose result is not, instead of black
        PictureSize canvas{};     // the finished picture in the middle of a black one; no width = without
        int threads = 1;
        CropBox crop{};           // of the upright picture of `shown` size; no width = all of it
        PictureSize shown{};
        AVColorSpace matrix = AVCOL_SPC_BT709; // of the result; what an untagged source is taken for, too
        AVColorSpace guess = AVCOL_SPC_UNSPECIFIED; // where that is not what an untagged source is taken for
    };
    explicit PictureFilter(const Wish &wish) : m_wish(wish) {}
    // What makes one picture of full range and BT.601 (JFIF) of a frame like this, in the colours that a rendition of the film
    // has. `still`: it is a picture file's.
    static Wish pictureWish(const AVFrame *frame, PictureSize size, const Orientation &orientation, bool still,
                            AVPixelFormat format = AV_PIX_FMT_YUVJ420P);

    // Takes a frame (its pts in `timeBase`); null ends the stream. The graph is built anew when the source's
    // size or format changes on the way, or it turns interlaced; what has another shape then stands whole in the middle of the
    // first frame's.
    Result<void> push(AVFrame *frame, AVRational timeBase, AVRational sampleAspect, const QString &subject);
    // The next finished picture, its pts in timeBase(); false when more input is needed.
    Result<bool> pull(AVFrame *out, const QString &subject);
    AVRational timeBase() const { return m_graph.timeBase(); }

private:
    QByteArray description(const AVFrame *frame) const;
    QByteArray fitting(const AVFrame *frame) const;
    QByteArray filling(const AVFrame *frame) const;
    QByteArray cutting() const;
    QByteArray scaling(const AVFrame *frame, PictureSize to, bool cut) const;
    Result<void> prime(const AVFrame *frame, const QString &subject);
    int take(AVFrame *out); // from the graph, as av_buffersink_get_frame
    Result<void> rebuild(const AVFrame *frame, AVRational timeBase, AVRational sampleAspect, const QString &subject);

    Wish m_wish;
    FilterGraph m_graph;
    PictureSize m_first; // the first frame's, as stored
    double m_firstAspect = 1; // of its pixels
    int m_width = 0;
    int m_height = 0;
    int m_format = -1;
    bool m_dropsNext = false; // the graph's next picture is that of prime()
    std::deque<FramePtr> m_rest; // finished pictures of an earlier graph …
    AVRational m_restBase{1, 1000}; // … in its time base
};

} // namespace rawi
