#include "core/engine/video_pass.h"

#include "core/engine/frame_decoder.h"
#include "core/engine/picture_filter.h"
#include "core/engine/segment_writer.h"

#include <array>
#include <thread>

namespace rawi {

namespace {

constexpr int kSegmentSeconds = 8;

// The source's clock, made fine enough for MP4 by a whole factor: every time stays exact.
AVRational renditionTimeBase(AVRational source)
{
    constexpr int kFineEnough = 10'000;
    if (source.den <= 0 || source.den > 1'000'000'000) {
        return {1, 90'000};
    }
    const int factor = source.den >= kFineEnough ? 1 : (kFineEnough + source.den - 1) / source.den;
    return {1, source.den * factor};
}

AVRational sensibleFrameRate(AVFormatContext *context, AVStream *stream)
{
    for (const AVRational rate : {stream->avg_frame_rate, av_guess_frame_rate(context, stream, nullptr)}) {
        if (rate.num > 0 && rate.den > 0 && av_q2d(rate) <= 480 && av_q2d(rate) > 0.01) {
            return rate;
        }
    }
    return {25, 1};
}

// Decodes, scales and cuts into segments. Belongs to one runVideoPass call.
class VideoPass {
public:
    VideoPass(AvInput &input, const VideoSettings &settings, CheckpointStore &store, ProgressMeter &meter) :
        m_input(input), m_settings(settings), m_store(store), m_meter(meter), m_stream(input.videoStream())
    {
    }

    Result<void> run()
    {
        const int threads = int(qBound(1u, std::thread::hardware_concurrency(), 4u));
        m_input.selectOnly(m_stream);
        RAWI_ASSIGN(m_decoder, FrameDecoder::open(m_input, m_stream, threads));
        prepareTimes();
        const FramePtr frame = makeFrame();
        RAWI_ASSIGN(bool more, firstFrame(frame.get()));
        if (!more) {
            return Error{ErrorCode::MediaTruncated, subject(), QStringLiteral("it has no frame")};
        }
        prepareFormat(frame.get());
        while (more) {
            RAWI_TRY(take(frame.get()));
            av_frame_unref(frame.get());
            RAWI_ASSIGN(more, m_decoder->next(frame.get()));
        }
        RAWI_TRY(m_filter->push(nullptr, {}, {}, subject()));
        RAWI_TRY(drainFilter());
        RAWI_TRY(closeSegment());
        return m_store.finishVideo(qMax<qint64>(1, m_lastDuration));
    }

private:
    const QString &subject() const { return m_input.source().name(); }
    AVStream *stream() const { return m_input.context()->streams[m_stream]; }

    void prepareTimes()
    {
        m_format.timeBase = renditionTimeBase(stream()->time_base);
        m_format.frameRate = sensibleFrameRate(m_input.context(), stream());
        // Rounded on the source's own clock, so that every frame moves by the same whole number of ticks.
        m_offset = av_rescale_q_rnd(m_input.startUs(), AV_TIME_BASE_Q, stream()->time_base, AV_ROUND_DOWN);
        m_resumeAfter = m_store.segments().isEmpty() ? INT64_MIN : m_store.segments().last().lastPts;
    }

    qint64 toRendition(qint64 pts, AVRational base) const { return av_rescale_q(pts, base, m_format.timeBase); }
    qint64 toUs(qint64 renditionPts) const { return av_rescale_q(renditionPts, m_format.timeBase, AV_TIME_BASE_Q); }

    // The first frame to look at: of the file, or before the point to go on from. Containers with an exact
    // index are sought in; of others (AVI, MPEG) everything before is decoded again and passed over.
    Result<bool> firstFrame(AVFrame *frame)
    {
        if (m_resumeAfter == INT64_MIN) {
            return m_decoder->next(frame);
        }
        m_meter.skipTo(toUs(m_resumeAfter));
        const QByteArray container = m_input.context()->iformat->name;
        if (container.startsWith("mov,") || container.startsWith("matroska")) {
            const qint64 last = av_rescale_q(m_resumeAfter, m_format.timeBase, stream()->time_base) + m_offset;
            for (const int back : std::array{2, 15, 90}) {
                const qint64 target = last - av_rescale_q(back, {1, 1}, stream()->time_base);
                if (!m_decoder->seek(qMax(m_offset, target)).ok()) {
                    break;
                }
                RAWI_ASSIGN(const bool any, m_decoder->next(frame));
                if (any && frame->pts <= last) {
                    return true;
                }
                av_frame_unref(frame);
            }
            RAWI_TRY(m_decoder->seek(INT64_MIN / 2));
        }
        return m_decoder->next(frame);
    }

    void prepareFormat(const AVFrame *frame)
    {
        const int32_t *matrix = displayMatrix(stream());
        const Orientation orientation = orientationOf(matrix != nullptr ? matrix : displayMatrix(frame));
        m_aspect = av_guess_sample_aspect_ratio(m_input.context(), stream(), nullptr);
        const PictureSize shown = shownSize(frame->width, frame->height, m_aspect, orientation);
        m_format.size = fitInto(shown, (m_settings.height * 16 + 8) / 9, m_settings.height, 2);
        // Untagged pictures mean BT.601 when small and BT.709 when large; a smaller rendition must say which.
        const bool large = frame->height >= 720;
        const auto *pixels = av_pix_fmt_desc_get(AVPixelFormat(frame->format));
        const bool tagged = frame->colorspace != AVCOL_SPC_UNSPECIFIED && frame->colorspace != AVCOL_SPC_RGB
            && (pixels->flags & AV_PIX_FMT_FLAG_RGB) == 0;
        const AVColorSpace guess = large ? AVCOL_SPC_BT709 : AVCOL_SPC_SMPTE170M;
        m_format.matrix = tagged ? frame->colorspace : guess;
        m_format.primaries = frame->color_primaries != AVCOL_PRI_UNSPECIFIED ? frame->color_primaries
            : large ? AVCOL_PRI_BT709 : AVCOL_PRI_SMPTE170M;
        m_format.transfer = frame->color_trc != AVCOL_TRC_UNSPECIFIED ? frame->color_trc
            : large ? AVCOL_TRC_BT709 : AVCOL_TRC_SMPTE170M;
        m_filter = std::make_unique<PictureFilter>(
            PictureFilter::Wish{.size = m_format.size,
                                .orientation = orientation,
                                .format = AV_PIX_FMT_YUV420P,
                                .fullRange = false,
                                .deinterlace = stream()->codecpar->field_order > AV_FIELD_PROGRESSIVE,
                                .matrix = guess});
    }

    Result<void> take(AVFrame *frame)
    {
        if (m_newestSource != AV_NOPTS_VALUE && frame->pts <= m_newestSource) {
            return {}; // two frames for one moment: players show the first
        }
        m_newestSource = frame->pts;
        qint64 length = frameDuration(frame);
        if (length == 0) {
            length = av_rescale_q(1, av_inv_q(m_format.frameRate), stream()->time_base);
        }
        m_lastDuration = toRendition(length, stream()->time_base);
        frame->pts -= m_offset;
        RAWI_TRY(m_filter->push(frame, stream()->time_base, m_aspect, subject()));
        return drainFilter();
    }

    Result<void> drainFilter()
    {
        for (;;) {
            RAWI_ASSIGN(const bool got, m_filter->pull(m_picture.get(), subject()));
            if (!got) {
                return {};
            }
            m_picture->pts = toRendition(m_picture->pts, m_filter->timeBase());
            if (m_resumeAfter == INT64_MIN || m_picture->pts > m_resumeAfter) {
                RAWI_TRY(encode());
            }
            av_frame_unref(m_picture.get());
        }
    }

    Result<void> encode()
    {
        const qint64 segmentLength = qint64(kSegmentSeconds) * m_format.timeBase.den;
        if (m_segment != nullptr && m_picture->pts - m_segment->firstPts() >= segmentLength) {
            RAWI_TRY(closeSegment());
        }
        if (m_segment == nullptr) {
            const QString path = m_store.segmentPath(m_store.segments().size());
            RAWI_ASSIGN(m_segment, SegmentWriter::open(path, m_format, m_settings));
        }
        RAWI_TRY(m_segment->add(m_picture.get()));
        m_meter.reach(toUs(m_picture->pts), ++m_encoded);
        return {};
    }

    Result<void> closeSegment()
    {
        if (m_segment == nullptr) {
            return {};
        }
        RAWI_ASSIGN(const SegmentRecord record, m_segment->finish());
        m_segment.reset();
        return m_store.addSegment(record);
    }

    AvInput &m_input;
    const VideoSettings &m_settings;
    CheckpointStore &m_store;
    ProgressMeter &m_meter;
    int m_stream;
    std::unique_ptr<FrameDecoder> m_decoder;
    std::unique_ptr<PictureFilter> m_filter;
    std::unique_ptr<SegmentWriter> m_segment;
    FramePtr m_picture = makeFrame();
    VideoFormat m_format;
    AVRational m_aspect{1, 1};
    qint64 m_offset = 0;          // the source's start, in its own time base
    qint64 m_resumeAfter = INT64_MIN;
    qint64 m_newestSource = AV_NOPTS_VALUE;
    qint64 m_lastDuration = 0;
    qint64 m_encoded = 0;
};

} // namespace

Result<void> runVideoPass(const SourceFile &source, const VideoSettings &settings, CheckpointStore &store,
                          ProgressMeter &meter)
{
    RAWI_ASSIGN(const std::unique_ptr<AvInput> input, AvInput::open(source));
    return VideoPass(*input, settings, store, meter).run();
}

} // namespace rawi
