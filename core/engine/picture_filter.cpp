#include "core/engine/picture_filter.h"

extern "C" {
#include <libavfilter/avfilter.h>
#include <libavfilter/buffersink.h>
#include <libavfilter/buffersrc.h>
}

namespace rawi {

PictureFilter::~PictureFilter()
{
    avfilter_graph_free(&m_graph);
}

AVRational PictureFilter::timeBase() const
{
    return m_sink != nullptr ? av_buffersink_get_time_base(m_sink) : AVRational{1, 1000};
}

QByteArray PictureFilter::cutting(const AVFrame *frame) const
{
    const bool turned = m_wish.orientation.swapsSides();
    // The box counts in square pixels, the filter in stored ones.
    const double across = double(turned ? frame->height : frame->width) / m_wish.shown.width;
    const double down = double(turned ? frame->width : frame->height) / m_wish.shown.height;
    const CropBox &box = m_wish.crop;
    const auto number = [](double value) { return QByteArray::number(qRound(value)); };
    const QByteArray crop = "crop=w=" + number(box.width * across) + ":h=" + number(box.height * down)
        + ":x=" + number(box.x * across) + ":y=" + number(box.y * down) + ",";
    return m_wish.orientation.filter.isEmpty() ? crop : m_wish.orientation.filter + "," + crop;
}

QByteArray PictureFilter::scaling(const AVFrame *frame, const QByteArray &side) const
{
    const auto *format = av_pix_fmt_desc_get(AVPixelFormat(frame->format));
    const bool rgb = format != nullptr && (format->flags & AV_PIX_FMT_FLAG_RGB) != 0;
    const QByteArray matrix = m_wish.matrix == AVCOL_SPC_BT709 ? "bt709" : "bt601";
    if (m_wish.toneMap) {
        QByteArray text = "zscale=" + side + ":filter=bicubic:t=linear:npl=100";
        text += frame->color_primaries == AVCOL_PRI_UNSPECIFIED ? ":pin=bt2020" : "";
        text += frame->colorspace == AVCOL_SPC_UNSPECIFIED && !rgb ? ":min=bt2020nc" : "";
        return text + ",format=gbrpf32le,zscale=p=bt709,tonemap=tonemap=hable:desat=0,zscale=t=bt709:m=bt709:r=tv";
    }
    QByteArray text = "scale=" + side + ":flags=bicubic";
    if (!rgb && frame->colorspace == AVCOL_SPC_UNSPECIFIED) {
        text += ":in_color_matrix=" + matrix;
    }
    if (m_wish.fullRange || rgb) {
        text += ":out_color_matrix=" + matrix;
    }
    // Said only when it changes something: a frame that fits already is then passed on uncopied.
    const bool fits = !m_wish.fullRange && frame->format == m_wish.format && frame->color_range != AVCOL_RANGE_JPEG;
    return text + (fits ? "" : m_wish.fullRange ? ":out_range=pc" : ":out_range=tv");
}

QByteArray PictureFilter::description(const AVFrame *frame) const
{
    const PictureSize whole = m_wish.shown;
    const bool cut = m_wish.crop.width > 0 && m_wish.crop != CropBox{0, 0, whole.width, whole.height};
    const bool turnLater = !cut && !m_wish.orientation.filter.isEmpty(); // a smaller picture is turned faster
    const bool swapped = turnLater && m_wish.orientation.swapsSides();
    const QByteArray side = "w=" + QByteArray::number(swapped ? m_wish.size.height : m_wish.size.width)
        + ":h=" + QByteArray::number(swapped ? m_wish.size.width : m_wish.size.height);
    QByteArray text = m_wish.deinterlace ? "bwdif=mode=send_frame:deint=interlaced," : "";
    if (cut) {
        text += cutting(frame);
    }
    text += scaling(frame, side) + ",setsar=1";
    if (turnLater) {
        text += "," + m_wish.orientation.filter;
    }
    return text + ",format=pix_fmts=" + av_get_pix_fmt_name(m_wish.format);
}

Result<void> PictureFilter::build(const AVFrame *frame, AVRational timeBase, AVRational sampleAspect,
                                  const QString &subject)
{
    avfilter_graph_free(&m_graph);
    m_graph = avfilter_graph_alloc();
    const QString doing = QStringLiteral("scaling the picture");
    if (m_graph == nullptr) {
        return avError(AVERROR(ENOMEM), subject, doing);
    }
    m_graph->nb_threads = m_wish.threads;
    char arguments[256];
    std::snprintf(arguments, sizeof arguments, "video_size=%dx%d:pix_fmt=%d:time_base=%d/%d:pixel_aspect=%d/%d",
                  frame->width, frame->height, frame->format, timeBase.num, timeBase.den, qMax(0, sampleAspect.num),
                  qMax(1, sampleAspect.den));
    int code = avfilter_graph_create_filter(&m_source, avfilter_get_by_name("buffer"), "in", arguments, nullptr,
                                            m_graph);
    if (code >= 0) {
        code = avfilter_graph_create_filter(&m_sink, avfilter_get_by_name("buffersink"), "out", nullptr, nullptr,
                                            m_graph);
    }
    if (code < 0) {
        return avError(code, subject, doing);
    }
    AVFilterInOut *outputs = avfilter_inout_alloc();
    AVFilterInOut *inputs = avfilter_inout_alloc();
    *outputs = {av_strdup("in"), m_source, 0, nullptr};
    *inputs = {av_strdup("out"), m_sink, 0, nullptr};
    code = avfilter_graph_parse_ptr(m_graph, description(frame).constData(), &inputs, &outputs, nullptr);
    avfilter_inout_free(&inputs);
    avfilter_inout_free(&outputs);
    if (code >= 0) {
        code = avfilter_graph_config(m_graph, nullptr);
    }
    if (code < 0) {
        return avError(code, subject, doing);
    }
    m_width = frame->width;
    m_height = frame->height;
    m_format = frame->format;
    return {};
}

Result<void> PictureFilter::push(AVFrame *frame, AVRational timeBase, AVRational sampleAspect,
                                 const QString &subject)
{
    if (frame != nullptr
        && (m_graph == nullptr || frame->width != m_width || frame->height != m_height || frame->format != m_format)) {
        RAWI_TRY(build(frame, timeBase, sampleAspect, subject));
    }
    if (m_graph == nullptr) {
        return {}; // the end of a stream that had no frame
    }
    const int code = av_buffersrc_add_frame_flags(m_source, frame, AV_BUFFERSRC_FLAG_KEEP_REF);
    if (code < 0) {
        return avError(code, subject, QStringLiteral("scaling the picture"));
    }
    return {};
}

Result<bool> PictureFilter::pull(AVFrame *out, const QString &subject)
{
    if (m_graph == nullptr) {
        return false;
    }
    const int code = av_buffersink_get_frame(m_sink, out);
    if (code == AVERROR(EAGAIN) || code == AVERROR_EOF) {
        return false;
    }
    if (code < 0) {
        return avError(code, subject, QStringLiteral("scaling the picture"));
    }
    return true;
}

} // namespace rawi
