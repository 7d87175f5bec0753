#include "core/engine/picture/picture_filter.h"

#include "core/engine/av/frame_decoder.h"
#include "core/engine/picture/picture_colour.h"

#include <algorithm>
#include <utility>

namespace rawi {

namespace {

QString doing()
{
    return u"scaling the picture"_s;
}

// Sides zimg takes: whole chroma samples.
bool isEven(PictureSize size)
{
    return size.width % 2 == 0 && size.height % 2 == 0;
}

double aspectOf(AVRational sampleAspect)
{
    return sampleAspect.num > 0 && sampleAspect.den > 0 ? av_q2d(sampleAspect) : 1;
}

QByteArray sides(const char *filter, PictureSize size)
{
    return QByteArray(filter) + "=w=" + QByteArray::number(size.width) + ":h=" + QByteArray::number(size.height);
}

} // namespace

PictureFilter::Wish PictureFilter::pictureWish(const AVFrame *frame, PictureSize size, const Orientation &orientation, bool still,
                                               AVPixelFormat format)
{
    const PictureColour colour = colourOf(frame);
    Wish wish;
    wish.size = size;
    wish.orientation = orientation;
    wish.format = format;
    wish.fullRange = true;
    wish.deinterlace = !still && isInterlaced(frame);
    wish.single = true;
    wish.toneMap = colour.toneMap;
    wish.wideGamut = colour.wideGamut;
    wish.onWhite = still;
    wish.matrix = AVCOL_SPC_BT470BG;
    wish.guess = still ? AVCOL_SPC_UNSPECIFIED : colour.guess;
    return wish;
}

// A frame of another size than the first is made as large, on black, in its own shape.
QByteArray PictureFilter::fitting(const AVFrame *frame) const
{
    if (m_first == PictureSize{frame->width, frame->height}) {
        return {};
    }
    const double across = frame->width * aspectOf(frame->sample_aspect_ratio) / m_firstAspect; // in the first one's pixels
    const double factor = qMin(m_first.width / across, double(m_first.height) / frame->height);
    const auto side = [factor](double length, int most) { return qBound(qMin(2, most), qRound(length * factor / 2) * 2, most); };
    const PictureSize to{side(across, m_first.width), side(frame->height, m_first.height)};
    return sides("scale", to) + ":flags=bicubic," + sides("pad", m_first) + ":x=(ow-iw)/2:y=(oh-ih)/2,setsar=1,";
}

// What cannot be seen through is not shown when the result has no transparency.
QByteArray PictureFilter::filling(const AVFrame *frame) const
{
    const auto *from = av_pix_fmt_desc_get(AVPixelFormat(frame->format));
    const auto *to = av_pix_fmt_desc_get(m_wish.format);
    const bool clear = from != nullptr && (from->flags & (AV_PIX_FMT_FLAG_ALPHA | AV_PIX_FMT_FLAG_PAL)) != 0;
    if (!clear || (to->flags & AV_PIX_FMT_FLAG_ALPHA) != 0 || !FilterGraph::has("premultiply")) {
        return {};
    }
    if (m_wish.onWhite) {
        return "format=pix_fmts=gbrap,negate,premultiply=inplace=1,negate,";
    }
    return "format=pix_fmts=yuva444p|yuva444p10le|yuva444p12le|yuva444p16le|gbrap|gbrap10le|gbrap12le|gbrap16le,"
           "premultiply=inplace=1,";
}

QByteArray PictureFilter::cutting() const
{
    const bool turned = m_wish.orientation.swapsSides();
    // The box counts in square pixels, the filter in stored ones.
    const double across = double(turned ? m_first.height : m_first.width) / m_wish.shown.width;
    const double down = double(turned ? m_first.width : m_first.height) / m_wish.shown.height;
    const CropBox &box = m_wish.crop;
    const auto number = [](double value) { return QByteArray::number(qRound(value)); };
    const QByteArray crop = "crop=w=" + number(box.width * across) + ":h=" + number(box.height * down)
        + ":x=" + number(box.x * across) + ":y=" + number(box.y * down) + ",";
    return m_wish.orientation.filter.isEmpty() ? crop : m_wish.orientation.filter + "," + crop;
}

QByteArray PictureFilter::scaling(const AVFrame *frame, PictureSize to, bool cut) const
{
    const QByteArray side = "w=" + QByteArray::number(to.width) + ":h=" + QByteArray::number(to.height);
    const auto *format = av_pix_fmt_desc_get(AVPixelFormat(frame->format));
    const bool rgb = format != nullptr && (format->flags & AV_PIX_FMT_FLAG_RGB) != 0;
    const auto nameOf = [](AVColorSpace space) { return space == AVCOL_SPC_BT709 ? QByteArray("bt709") : QByteArray("bt601"); };
    const QByteArray matrix = nameOf(m_wish.matrix);
    // Behind a chain that ends in BT.709 of limited range.
    const QByteArray after = m_wish.fullRange
        ? ",format=yuv444p,scale=in_color_matrix=bt709:in_range=tv:out_color_matrix=" + matrix + ":out_range=pc" : QByteArray();
    if (m_wish.wideGamut) {
        QByteArray text = "zscale=" + side + ":filter=bicubic";
        text += frame->color_primaries == AVCOL_PRI_UNSPECIFIED ? ":pin=bt2020" : "";
        text += frame->color_trc == AVCOL_TRC_UNSPECIFIED ? ":tin=bt2020-10" : "";
        text += frame->colorspace == AVCOL_SPC_UNSPECIFIED && !rgb ? ":min=bt2020nc" : "";
        return text + ":p=bt709:t=bt709:m=bt709:r=tv" + after;
    }
    if (m_wish.toneMap) {
        QByteArray text = "zscale=" + side + ":filter=bicubic:t=linear:npl=100";
        text += frame->color_primaries == AVCOL_PRI_UNSPECIFIED ? ":pin=bt2020" : "";
        text += frame->colorspace == AVCOL_SPC_UNSPECIFIED && !rgb ? ":min=bt2020nc" : "";
        return text + ",format=gbrpf32le,zscale=p=bt709,tonemap=tonemap=hable:desat=0,zscale=t=bt709:m=bt709:r=tv" + after;
    }
    // A frame that has what is wanted but its size: passed on uncopied when it has that too.
    const bool fits = !m_wish.fullRange && !m_wish.toMatrix && frame->format == m_wish.format && frame->color_range != AVCOL_RANGE_JPEG;
    if (fits && !cut && to == m_first) {
        return "null";
    }
    // zimg's bicubic (the kernel of swscale's: B 0, C 0.6) takes a third of swscale's time, and knows no odd sides in 4:2:0.
    if (fits && frame->format == AV_PIX_FMT_YUV420P && isEven(to) && isEven(m_first)
        && FilterGraph::has("zscale")) {
        return "zscale=" + side + ":filter=bicubic:param_a=0:param_b=0.6";
    }
    QByteArray text = "scale=" + side + ":flags=bicubic";
    if (!rgb && frame->colorspace == AVCOL_SPC_UNSPECIFIED) {
        text += ":in_color_matrix=" + nameOf(m_wish.guess == AVCOL_SPC_UNSPECIFIED ? m_wish.matrix : m_wish.guess);
    }
    if (m_wish.fullRange || rgb || m_wish.toMatrix) {
        text += ":out_color_matrix=" + matrix;
    }
    return text + (fits ? "" : m_wish.fullRange ? ":out_range=pc" : ":out_range=tv");
}

QByteArray PictureFilter::description(const AVFrame *frame) const
{
    const PictureSize whole = m_wish.shown;
    const bool cut = m_wish.crop.width > 0 && m_wish.crop != CropBox{0, 0, whole.width, whole.height};
    const bool turnLater = !cut && !m_wish.orientation.filter.isEmpty(); // a smaller picture is turned faster
    const bool swapped = turnLater && m_wish.orientation.swapsSides();
    const PictureSize to = swapped ? PictureSize{m_wish.size.height, m_wish.size.width} : m_wish.size;
    const bool spatial = m_wish.single && FilterGraph::has("estdif");
    QByteArray text = !m_wish.deinterlace ? "" : spatial ? "estdif=mode=frame:deint=interlaced," : "bwdif=mode=send_frame:deint=interlaced,";
    text += fitting(frame) + filling(frame);
    if (cut) {
        text += cutting();
    }
    text += scaling(frame, to, cut) + ",setsar=1";
    if (turnLater) {
        text += "," + m_wish.orientation.filter;
    }
    text += QByteArray(",format=pix_fmts=") + av_get_pix_fmt_name(m_wish.format);
    if (m_wish.canvas.width > 0 && m_wish.canvas != m_wish.size) {
        text += ",pad=w=" + QByteArray::number(m_wish.canvas.width) + ":h=" + QByteArray::number(m_wish.canvas.height)
            + ":x=(ow-iw)/2:y=(oh-ih)/2";
    }
    return text;
}

Result<void> PictureFilter::rebuild(const AVFrame *frame, AVRational timeBase, AVRational sampleAspect, const QString &subject)
{
    if (!m_graph.isBuilt()) {
        m_first = {frame->width, frame->height};
        m_firstAspect = aspectOf(sampleAspect);
    } else if (m_graph.push(nullptr) >= 0) {
        m_restBase = m_graph.timeBase();
        FramePtr picture = makeFrame();
        while (take(picture.get()) >= 0) {
            m_rest.push_back(std::move(picture));
            picture = makeFrame();
        }
    }
    RAWI_TRY(m_graph.build(description(frame), frame, timeBase, sampleAspect, m_wish.threads, subject, doing()));
    m_dropsNext = false;
    RAWI_TRY(m_wish.deinterlace && !m_wish.single ? prime(frame, subject) : Result<void>());
    m_width = frame->width;
    m_height = frame->height;
    m_format = frame->format;
    return {};
}

// bwdif takes the first frame for the one before it, too: nothing seems to move in it, and its fields stay woven. Behind a black one
// everything does, and its lines are made of those around them.
Result<void> PictureFilter::prime(const AVFrame *frame, const QString &subject)
{
    const FramePtr black = makeFrame();
    black->format = frame->format;
    black->width = frame->width;
    black->height = frame->height;
    int code = av_frame_get_buffer(black.get(), 0);
    code = code < 0 ? code : av_frame_copy_props(black.get(), frame);
    if (code >= 0) {
        for (AVBufferRef *plane : black->buf) {
            if (plane != nullptr) {
                std::fill_n(plane->data, plane->size, uint8_t(0));
            }
        }
        black->pts = frame->pts - 1;
        code = m_graph.push(black.get());
        m_dropsNext = true;
    }
    return code < 0 ? Result<void>(avError(code, subject, doing())) : Result<void>();
}

int PictureFilter::take(AVFrame *out)
{
    int code = m_graph.pull(out);
    if (code >= 0 && std::exchange(m_dropsNext, false)) {
        av_frame_unref(out);
        code = m_graph.pull(out);
    }
    return code;
}

Result<void> PictureFilter::push(AVFrame *frame, AVRational timeBase, AVRational sampleAspect,
                                 const QString &subject)
{
    if (frame != nullptr) {
        const bool turns = !m_wish.deinterlace && isInterlaced(frame); // whatever the header says
        m_wish.deinterlace = m_wish.deinterlace || turns;
        if (turns || !m_graph.isBuilt() || frame->width != m_width || frame->height != m_height || frame->format != m_format) {
            RAWI_TRY(rebuild(frame, timeBase, sampleAspect, subject));
        }
    }
    if (!m_graph.isBuilt()) {
        return {}; // the end of a stream that had no frame
    }
    const int code = m_graph.push(frame);
    return code < 0 ? Result<void>(avError(code, subject, doing())) : Result<void>();
}

Result<bool> PictureFilter::pull(AVFrame *out, const QString &subject)
{
    if (!m_graph.isBuilt()) {
        return false;
    }
    if (!m_rest.empty()) {
        av_frame_move_ref(out, m_rest.front().get());
        m_rest.pop_front();
        out->pts = av_rescale_q(out->pts, m_restBase, m_graph.timeBase());
        return true;
    }
    const int code = take(out);
    if (code == AVERROR(EAGAIN) || code == AVERROR_EOF) {
        return false;
    }
    return code < 0 ? Result<bool>(avError(code, subject, doing())) : Result<bool>(true);
}

} // namespace rawi
