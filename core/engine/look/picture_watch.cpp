#include "core/engine/look/picture_watch.h"

namespace rawi {

namespace {

constexpr int kSide = 320;
constexpr qint64 kShortestBlackMs = 1000;
constexpr qint64 kShortestFreezeMs = 2000;
constexpr qsizetype kMaxSpans = 1000;

} // namespace

Result<void> PictureWatch::add(AVFrame *frame, const QString &subject)
{
    const QString doing = u"looking at the picture"_s;
    if (!m_graph.isBuilt()) {
        const PictureSize size = fitInto({frame->width, frame->height}, kSide, kSide, 2);
        const QByteArray text = "scale=w=" + QByteArray::number(size.width) + ":h=" + QByteArray::number(size.height)
            + ":flags=fast_bilinear,format=pix_fmts=yuv420p,blackdetect=d=1:pic_th=0.98:pix_th=0.10,freezedetect=n=-60dB:d=2";
        RAWI_TRY(m_graph.build(text, frame, m_timeBase, {0, 1}, 1, subject, doing));
    }
    int code = m_graph.push(frame);
    while (code >= 0) {
        av_frame_unref(m_out.get());
        code = m_graph.pull(m_out.get());
        if (code >= 0) {
            note(m_out.get());
        }
    }
    if (code != AVERROR(EAGAIN) && code != AVERROR_EOF) {
        return avError(code, subject, doing);
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
