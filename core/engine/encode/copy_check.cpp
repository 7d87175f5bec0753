#include "core/engine/encode/copy_check.h"

#include "core/engine/av/frame_decoder.h"
#include "core/engine/av/geometry.h"

#include <algorithm>
#include <thread>

namespace rawi {

namespace {

bool plainPicture(const AVStream *stream, AVRational aspect)
{
    const AVCodecParameters *par = stream->codecpar;
    const bool h264 = par->codec_id == AV_CODEC_ID_H264 && par->format == AV_PIX_FMT_YUV420P && par->extradata_size > 4
        && par->extradata[0] == 1; // parameter sets in front, as MP4 wants them
    const bool square = aspect.num <= 0 || aspect.num == aspect.den;
    const bool hdr = par->color_trc == AVCOL_TRC_SMPTE2084 || par->color_trc == AVCOL_TRC_ARIB_STD_B67;
    return h264 && square && !hdr && par->field_order <= AV_FIELD_PROGRESSIVE && par->color_range != AVCOL_RANGE_JPEG
        && orientationOf(displayMatrix(stream)).filter.isEmpty() && stream->time_base.num == 1;
}

qint64 averageRate(const AvInput &input, const AVStream *stream)
{
    if (stream->codecpar->bit_rate > 0) {
        return stream->codecpar->bit_rate;
    }
    return input.durationUs() > 0 ? av_rescale(input.source().size() * 8, 1'000'000, input.durationUs()) : INT64_MAX;
}

bool mayBeCopied(const EncodeSettings &settings)
{
    const auto &video = settings.video;
    return video && video->codec == VideoCodec::H264 && video->shape == PictureShape::Source && video->maxRate > 0
        && settings.form == OutputForm::Mp4;
}

} // namespace

Result<QSet<int>> copyableRenditions(const SourceFile &film, const EncodePlan &plan)
{
    const bool burnt = std::any_of(plan.subtitles.begin(), plan.subtitles.end(), [](const PlanSubtitle &one) { return one.burn; });
    const bool any = std::any_of(plan.renditions.begin(), plan.renditions.end(),
                                 [](const PlanRendition &one) { return mayBeCopied(one.settings); });
    if (!any || !plan.edit.isEmpty() || burnt) {
        return QSet<int>();
    }
    constexpr qint64 kBudgetMs = 15'000;
    RAWI_ASSIGN(const std::unique_ptr<AvInput> input, AvInput::open(film, kBudgetMs));
    const QByteArray container = input->context()->iformat->name;
    if (input->videoStream() < 0 || (!container.startsWith("mov,") && !container.startsWith("matroska"))) {
        return QSet<int>();
    }
    AVStream *stream = input->context()->streams[input->videoStream()];
    const PictureSize size{stream->codecpar->width, stream->codecpar->height};
    QSet<int> copyable;
    for (int i = 0; i < plan.renditions.size() && plainPicture(stream, av_guess_sample_aspect_ratio(input->context(), stream, nullptr)); ++i) {
        const EncodeSettings &settings = plan.renditions[i].settings;
        if (mayBeCopied(settings) && fitInto(size, (settings.video->height * 16 + 8) / 9, settings.video->height, 2) == size
            && averageRate(*input, stream) <= settings.video->maxRate) {
            copyable.insert(i);
        }
    }
    return copyable;
}

Result<void> lookThrough(const SourceFile &film, ProgressMeter &meter)
{
    RAWI_ASSIGN(const std::unique_ptr<AvInput> input, AvInput::open(film));
    const int stream = input->videoStream();
    input->selectOnly(stream);
    const int threads = int(qBound(1u, std::thread::hardware_concurrency(), 4u));
    RAWI_ASSIGN(const std::unique_ptr<FrameDecoder> decoder, FrameDecoder::open(*input, stream, threads, DecodeEffort::Preview));
    const FramePtr frame = makeFrame();
    for (qint64 frames = 1;; ++frames) {
        RAWI_ASSIGN(const bool more, decoder->next(frame.get()));
        if (!more) {
            return {};
        }
        meter.reach(av_rescale_q(frame->pts, decoder->stream()->time_base, AV_TIME_BASE_Q) - input->startUs(), frames);
        av_frame_unref(frame.get());
        if (meter.givenUp()) {
            return Error{ErrorCode::Cancelled, film.name(), {}};
        }
    }
}

} // namespace rawi
