#include "core/engine/picture_watch.h"

extern "C" {
#include <libavfilter/avfilter.h>
#include <libavfilter/buffersink.h>
#include <libavfilter/buffersrc.h>
}

namespace rawi {

namespace {

constexpr int kSide = 320;
constexpr qint64 kShortestBlackMs = 1000;
constexpr qint64 kShortestFreezeMs = 2000;
constexpr qsizetype kMaxSpans = 1000;

} // namespace

PictureWatch::~PictureWatch()
{
    avfilter_graph_free(&m_graph);
}

Result<void> PictureWatch::build(const AVFrame *frame, const QString &subject)
{
    m_graph = avfilter_graph_alloc();
    int code = m_graph == nullptr ? AVERROR(ENOMEM) : 0;
    char arguments[256];
    std::snprintf(arguments, sizeof arguments, "video_size=%dx%d:pix_fmt=%d:time_base=%d/%d", frame->width,
                  frame->height, frame->format, m_timeBase.num, m_timeBase.den);
    if (code >= 0) {
        m_graph->nb_threads = 1;
        code = avfilter_graph_create_filter(&m_source, avfilter_get_by_name("buffer"), "in", arguments, nullptr, m_graph);
    }
    if (code >= 0) {
        code = avfilter_graph_create_filter(&m_sink, avfilter_get_by_name("buffersink"), "out", nullptr, nullptr, m_graph);
    }
    if (code >= 0) {
        const PictureSize size = fitInto({frame->width, frame->height}, kSide, kSide, 2);
        const QByteArray text = "scale=w=" + QByteArray::number(size.width) + ":h=" + QByteArray::number(size.height)
            + ":flags=fast_bilinear,format=pix_fmts=yuv420p,blackdetect=d=1:pic_th=0.98:pix_th=0.10,freezedetect=n=-60dB:d=2";
        AVFilterInOut *outputs = avfilter_inout_alloc();
        AVFilterInOut *inputs = avfilter_inout_alloc();
        *outputs = {av_strdup("in"), m_source, 0, nullptr};
        *inputs = {av_strdup("out"), m_sink, 0, nullptr};
        code = avfilter_graph_parse_ptr(m_graph, text.constData(), &inputs, &outputs, nullptr);
        avfilter_inout_free(&inputs);
        avfilter_inout_free(&outputs);
    }
    code = code >= 0 ? avfilter_graph_config(m_graph, nullptr) : code;
    if (code < 0) {
        return avError(code, subject, QStringLiteral("looking at the picture"));
    }
    return {};
}

Result<void> PictureWatch::add(AVFrame *frame, const QString &subject)
{
    if (m_graph == nullptr) {
        RAWI_TRY(build(frame, subject));
    }
    int code = av_buffersrc_add_frame_flags(m_source, frame, AV_BUFFERSRC_FLAG_KEEP_REF);
    while (code >= 0) {
        av_frame_unref(m_out.get());
        code = av_buffersink_get_frame(m_sink, m_out.get());
        if (code >= 0) {
            note(m_out.get());
        }
    }
    if (code != AVERROR(EAGAIN) && code != AVERROR_EOF) {
        return avError(code, subject, QStringLiteral("looking at the picture"));
    }
    return {};
}

void PictureWatch::note(const AVFrame *frame)
{
    noteOne(frame, "lavfi.black_start", "lavfi.black_end", kShortestBlackMs, m_black);
    noteOne(frame, "lavfi.freezedetect.freeze_start", "lavfi.freezedetect.freeze_end", kShortestFreezeMs, m_freeze);
}

void PictureWatch::noteOne(const AVFrame *frame, const char *startKey, const char *endKey, qint64 shortestMs,
                           Found &found)
{
    const auto moment = [&](const char *key) -> qint64 {
        const AVDictionaryEntry *entry = av_dict_get(frame->metadata, key, nullptr, 0);
        return entry == nullptr ? -1 : std::max<qint64>(0, qRound64(QByteArray(entry->value).toDouble() * 1000) - m_startUs / 1000);
    };
    if (const qint64 end = moment(endKey); end >= 0) {
        close(found, end, shortestMs);
    }
    if (const qint64 start = moment(startKey); start >= 0) {
        found.openedMs = start;
    }
}

void PictureWatch::close(Found &found, qint64 endMs, qint64 shortestMs)
{
    if (found.openedMs >= 0 && endMs - found.openedMs >= shortestMs && found.spans.size() < kMaxSpans) {
        found.spans.append({found.openedMs, endMs});
    }
    found.openedMs = -1;
}

void PictureWatch::finish(qint64 endMs, QualityReport &report)
{
    close(m_black, endMs, kShortestBlackMs);
    close(m_freeze, endMs, kShortestFreezeMs);
    report.black = m_black.spans;
    report.freeze = m_freeze.spans;
    constexpr qint64 kNearMs = 500; // a fade stands a little before and after it is black
    report.freeze.removeIf([&](const QualityReport::Span &still) {
        return std::any_of(report.black.begin(), report.black.end(), [&](const QualityReport::Span &dark) {
            return still.startMs >= dark.startMs - kNearMs && still.endMs <= dark.endMs + kNearMs;
        });
    });
}

} // namespace rawi
