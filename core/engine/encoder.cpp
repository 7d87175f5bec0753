#include "core/engine/encoder.h"

#include "core/engine/audio_pass.h"
#include "core/engine/av_input.h"
#include "core/engine/joiner.h"
#include "core/engine/output_file.h"
#include "core/engine/video_pass.h"

#include <QDir>

namespace rawi {

namespace {

struct Outline {
    bool video = false;
    bool audio = false;
    qint64 durationUs = 0;
};

Result<Outline> outlineOf(const SourceFile &source)
{
    constexpr qint64 kBudgetMs = 15'000;
    RAWI_ASSIGN(const std::unique_ptr<AvInput> input, AvInput::open(source, kBudgetMs));
    if (input->isPicture()) {
        return Error{ErrorCode::MediaUnsupported, source.name(),
                     QStringLiteral("a still picture has nothing to encode")};
    }
    return Outline{input->videoStream() >= 0, input->audioStream() >= 0, input->durationUs()};
}

Result<void> makeParts(const SourceFile &source, const EncodeSettings &settings, const Outline &outline,
                       CheckpointStore &store, ProgressMeter &meter, int from, int to)
{
    const bool video = outline.video && settings.video;
    const bool audio = outline.audio && settings.audio;
    const int audioEnds = !audio ? from : video ? from + (to - from) / 20 : to;
    if (!store.audioDone()) {
        bool any = false;
        if (audio) {
            meter.begin(QStringLiteral("audio"), from, audioEnds);
            RAWI_ASSIGN(const AudioReport report, runAudioPass(source, -1, *settings.audio, settings.form, store.audioPath(), meter));
            any = report.any;
        }
        RAWI_TRY(store.finishAudio(any));
    }
    if (video && !store.videoDone()) {
        meter.begin(QStringLiteral("video"), audioEnds, to);
        RAWI_TRY(runVideoPass(source, *settings.video, store, meter));
    }
    if (!video && !store.hasAudio()) {
        return Error{ErrorCode::MediaTruncated, source.name(), QStringLiteral("it holds no sound at all")};
    }
    return {};
}

Result<RenditionResult> finish(const PlanRendition &rendition, const Outline &outline, CheckpointStore &store,
                               const QString &folder)
{
    RenditionResult result;
    result.name = rendition.name;
    const bool video = outline.video && rendition.settings.video;
    result.file.name = rendition.name + (video ? QStringLiteral(".mp4") : QStringLiteral(".m4a"));
    result.file.path = QDir(folder).absoluteFilePath(result.file.name);
    const Result<JoinedFile> joined = joinParts(store, result.file.path);
    if (!joined.ok()) {
        if (joined.error().code == ErrorCode::Internal) {
            store.drop(); // the parts do not fit together: a retry must make them anew
        }
        return joined.error();
    }
    result.file.contentType = video ? QStringLiteral("video/mp4") : QStringLiteral("audio/mp4");
    result.file.size = joined->size;
    result.width = joined->width;
    result.height = joined->height;
    result.durationMs = (joined->durationUs + 500) / 1000;
    result.frames = joined->frames;
    RAWI_ASSIGN(result.file.sha256, fileSha256(result.file.path));
    return result;
}

} // namespace

Result<EncodeSources> EncodeSources::open(const QString &film, const EncodePlan &plan)
{
    constexpr qint64 kMostSubtitleBytes = 4 << 20;
    RAWI_ASSIGN(SourceFile source, SourceFile::open(film));
    EncodeSources sources{std::move(source), {}, {}};
    for (const PlanAudioTrack &track : plan.audioTracks) {
        if (track.path.isEmpty()) {
            sources.audio.emplace_back();
            continue;
        }
        RAWI_ASSIGN(SourceFile sound, SourceFile::open(track.path));
        sources.audio.emplace_back(std::move(sound));
    }
    for (const PlanSubtitle &subtitle : plan.subtitles) {
        RAWI_ASSIGN(const SourceFile file, SourceFile::open(subtitle.path));
        if (file.size() > kMostSubtitleBytes) {
            return Error{ErrorCode::TooLarge, file.name(), QStringLiteral("subtitles have at most 4 MiB")};
        }
        sources.subtitles.append(file.bytes(0, file.size()));
    }
    return sources;
}

Result<EncodeResult> encodeMedia(const EncodeSources &sources, const EncodePlan &plan, const QString &folder,
                                 const EncodeProgressFunction &onProgress)
{
    constexpr int kPartsEnd = 970;
    RAWI_ASSIGN(const Outline outline, outlineOf(sources.film));
    ProgressMeter meter(onProgress, outline.durationUs);
    EncodeResult result;
    std::vector<CheckpointStore> stores;
    for (const PlanRendition &rendition : plan.renditions) {
        const OutputForm form = rendition.settings.form;
        if ((form != OutputForm::Mp4 && form != OutputForm::M4a)
            || (rendition.settings.video && rendition.settings.video->codec != VideoCodec::H264)) {
            return Error{ErrorCode::MediaUnsupported, rendition.name, QStringLiteral("%1 is not made yet").arg(enumText(form))};
        }
        RAWI_ASSIGN(CheckpointStore store, CheckpointStore::open(sources.film, rendition, folder));
        result.resumedSegments += int(store.segments().size());
        stores.push_back(std::move(store));
    }
    const auto count = int(stores.size());
    for (int i = 0; i < count; ++i) {
        RAWI_TRY(makeParts(sources.film, plan.renditions[i].settings, outline, stores[size_t(i)], meter,
                           kPartsEnd * i / count, kPartsEnd * (i + 1) / count));
    }
    meter.begin(QStringLiteral("finish"), kPartsEnd, 1000);
    for (int i = 0; i < count; ++i) {
        RAWI_ASSIGN(RenditionResult one, finish(plan.renditions[i], outline, stores[size_t(i)], folder));
        result.renditions.append(std::move(one));
    }
    meter.end();
    return result;
}

} // namespace rawi
