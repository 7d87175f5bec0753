#include "core/engine/look/quality_pass.h"

#include "core/engine/look/picture_watch.h"
#include "core/engine/sound/loudness_meter.h"
#include "core/engine/sound/silence_finder.h"
#include "core/engine/sound/sound_reader.h"

#include <QElapsedTimer>

#include <cmath>

namespace rawi {

namespace {

QualityReport::Loudness loudnessFrom(const LoudnessMeter &meter)
{
    const auto known = [](double value) {
        return std::isfinite(value) ? std::optional(std::round(value * 100) / 100) : std::nullopt;
    };
    return {known(meter.integrated()), known(meter.truePeak()), known(meter.momentaryMax()),
            known(meter.shortTermMax()), known(meter.range()).value_or(0)};
}

Result<void> listen(AvInput &input, QualityReport &report)
{
    RAWI_ASSIGN(const std::unique_ptr<SoundReader> reader, SoundReader::open(input, input.audioStream()));
    RAWI_ASSIGN(LoudnessMeter meter, LoudnessMeter::make(reader->sampleRate(), loudnessWeights(reader->layout())));
    SilenceFinder silence(reader->sampleRate(), reader->channels());
    for (;;) {
        RAWI_ASSIGN(const std::optional<SoundReader::Piece> piece, reader->next());
        if (!piece) {
            break;
        }
        meter.add(piece->planes, piece->samples);
        silence.add(piece->planes, piece->samples);
    }
    report.loudness = loudnessFrom(meter);
    report.silence = silence.finish();
    report.damagedPackets += reader->damagedPackets();
    report.durationMs = std::max(report.durationMs, meter.samples() * 1000 / meter.sampleRate());
    return {};
}

Result<void> look(AvInput &input, qint64 budgetMs, QualityReport &report)
{
    const int stream = input.videoStream();
    input.selectOnly(stream);
    RAWI_ASSIGN(const std::unique_ptr<FrameDecoder> decoder, FrameDecoder::open(input, stream, 2, DecodeEffort::Scan));
    const AVRational base = decoder->stream()->time_base;
    PictureWatch watch(base, input.startUs());
    const FramePtr frame = makeFrame();
    QElapsedTimer looking;
    looking.start();
    bool whole = true;
    for (;;) {
        RAWI_ASSIGN(const bool more, decoder->next(frame.get()));
        whole = !more;
        if (!more || looking.hasExpired(budgetMs)) {
            break;
        }
        const qint64 endUs = av_rescale_q(frame->pts + frameDuration(frame.get()), base, AV_TIME_BASE_Q);
        report.pictureMs = std::max(report.pictureMs, (endUs - input.startUs()) / 1000);
        RAWI_TRY(watch.add(frame.get(), input.source().name()));
        av_frame_unref(frame.get());
    }
    report.damagedPackets += decoder->damagedPackets();
    if (whole) {
        report.pictureMs = std::max(report.pictureMs, input.durationUs() / 1000);
    }
    watch.finish(report.pictureMs, report);
    return {};
}

} // namespace

Result<QualityReport> analyzeMedia(const SourceFile &source, qint64 pictureBudgetMs)
{
    QualityReport report;
    {
        RAWI_ASSIGN(const std::unique_ptr<AvInput> input, AvInput::open(source));
        if (input->isPicture()) {
            return report;
        }
        report.durationMs = input->durationUs() / 1000;
        if (input->audioStream() >= 0) {
            RAWI_TRY(listen(*input, report));
        }
        if (input->videoStream() < 0 || pictureBudgetMs == 0) {
            return report;
        }
    }
    RAWI_ASSIGN(const std::unique_ptr<AvInput> input, AvInput::open(source)); // read from its start again
    RAWI_TRY(look(*input, pictureBudgetMs, report));
    report.durationMs = std::max(report.durationMs, report.pictureMs);
    return report;
}

} // namespace rawi
