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

// Share of the whole, in thousandths, at which each pass ends.
constexpr int kAudioEnds = 50;
constexpr int kVideoEnds = 970;

Result<void> makeParts(const SourceFile &source, const EncodePreset &preset, const Outline &outline,
                       CheckpointStore &store, ProgressMeter &meter)
{
    if (!store.audioDone()) {
        bool any = false;
        if (outline.audio) {
            meter.begin(QStringLiteral("audio"), 0, outline.video ? kAudioEnds : kVideoEnds);
            RAWI_ASSIGN(any, runAudioPass(source, preset, store.audioPath(), meter));
        }
        RAWI_TRY(store.finishAudio(any));
    }
    if (outline.video && !store.videoDone()) {
        meter.begin(QStringLiteral("video"), outline.audio ? kAudioEnds : 0, kVideoEnds);
        RAWI_TRY(runVideoPass(source, preset, store, meter));
    }
    if (!outline.video && !store.hasAudio()) {
        return Error{ErrorCode::MediaTruncated, source.name(), QStringLiteral("it holds no sound at all")};
    }
    return {};
}

} // namespace

Result<EncodeResult> encodeMedia(const SourceFile &source, const EncodePreset &preset, const QString &folder,
                                 const EncodeProgressFunction &onProgress)
{
    RAWI_ASSIGN(const Outline outline, outlineOf(source));
    RAWI_ASSIGN(CheckpointStore store, CheckpointStore::open(source, preset, folder));
    EncodeResult result;
    result.resumedSegments = int(store.segments().size());
    ProgressMeter meter(onProgress, outline.durationUs);
    RAWI_TRY(makeParts(source, preset, outline, store, meter));

    meter.begin(QStringLiteral("finish"), kVideoEnds, 1000);
    result.path = QDir(folder).absoluteFilePath(preset.name
                                                + (outline.video ? QStringLiteral(".mp4") : QStringLiteral(".m4a")));
    const Result<JoinedFile> joined = joinParts(store, result.path);
    if (!joined.ok()) {
        if (joined.error().code == ErrorCode::Internal) {
            store.drop(); // the parts do not fit together: a retry must make them anew
        }
        return joined.error();
    }
    result.contentType = outline.video ? QStringLiteral("video/mp4") : QStringLiteral("audio/mp4");
    result.size = joined->size;
    result.width = joined->width;
    result.height = joined->height;
    result.durationMs = (joined->durationUs + 500) / 1000;
    result.frames = joined->frames;
    RAWI_ASSIGN(result.sha256, fileSha256(result.path));
    meter.end();
    return result;
}

} // namespace rawi
