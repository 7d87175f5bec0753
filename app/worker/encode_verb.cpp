#include "app/worker/encode_verb.h"

#include "app/worker/encoders_verb.h"
#include "app/worker/progress_line.h"
#include "app/worker/worker_start.h"
#include "core/engine/encoder.h"
#include "core/engine/picture_encoder.h"
#include "core/media/encode_preset.h"

#include <QFile>
#include <QFileInfo>
#include <QJsonArray>

#include <algorithm>

namespace rawi {

namespace {

QJsonObject toJson(const MadeFile &file)
{
    return {{QStringLiteral("name"), file.name},
            {QStringLiteral("path"), file.path},
            {QStringLiteral("content_type"), file.contentType},
            {QStringLiteral("size"), file.size},
            {QStringLiteral("sha256"), file.sha256}};
}

QJsonObject toJson(const RenditionResult &result)
{
    QJsonObject object = toJson(result.file);
    object.insert(QStringLiteral("name"), result.name);
    object.insert(QStringLiteral("width"), result.width);
    object.insert(QStringLiteral("height"), result.height);
    object.insert(QStringLiteral("duration_ms"), result.durationMs);
    object.insert(QStringLiteral("frames"), result.frames);
    if (result.copied) {
        object.insert(QStringLiteral("copied"), true);
        object.insert(QStringLiteral("copied_why"), QStringLiteral("the picture already is as wanted; it was not encoded again"));
    }
    if (!result.encoder.isEmpty()) {
        object.insert(QStringLiteral("encoder"), result.encoder);
    }
    if (!result.encoderNote.isEmpty()) {
        object.insert(QStringLiteral("encoder_note"), result.encoderNote);
    }
    if (!result.loudness.isEmpty()) {
        object.insert(QStringLiteral("loudness"), result.loudness);
    }
    if (!result.files.isEmpty()) {
        QJsonArray files;
        for (const MadeFile &file : result.files) {
            files.append(toJson(file));
        }
        object.insert(QStringLiteral("files"), files);
    }
    return object;
}

QJsonObject toJson(const EncodeResult &result)
{
    // Who asked for one preset finds its file in the line itself.
    QJsonObject object = result.renditions.size() == 1 ? toJson(result.renditions.first()) : QJsonObject();
    QJsonArray renditions;
    for (const RenditionResult &one : result.renditions) {
        renditions.append(toJson(one));
    }
    object.insert(QStringLiteral("type"), QStringLiteral("done"));
    object.insert(QStringLiteral("renditions"), renditions);
    object.insert(QStringLiteral("resumed_segments"), result.resumedSegments);
    if (result.master) {
        object.insert(QStringLiteral("master"), toJson(*result.master));
    }
    return object;
}

// SVT-AV1 starts some hundred threads, each with the addresses of a whole stack, and keeps many large pictures.
qint64 memoryFor(const EncodePlan &plan)
{
    constexpr qint64 kUsual = 1600LL << 20;
    constexpr qint64 kOfAv1 = 4096LL << 20;
    const bool av1 = std::any_of(plan.renditions.cbegin(), plan.renditions.cend(), [](const PlanRendition &one) {
        return one.settings.video && one.settings.video->codec == VideoCodec::Av1;
    });
    return av1 ? kOfAv1 : kUsual;
}

Result<EncodePlan> planOf(const WorkerCommand &command)
{
    if (command.plan.isEmpty()) {
        EncodePlan plan;
        for (const QString &name : command.presets) {
            const EncodePreset preset = *builtInPreset(name);
            RAWI_ASSIGN(const EncodeSettings settings, preset.encodeSettings());
            plan.renditions.append({preset.key, preset.version, settings});
        }
        return plan;
    }
    RAWI_ASSIGN(const SourceFile file, SourceFile::open(command.plan));
    constexpr qint64 kTooManyBytes = (1 << 20) + 1;
    return EncodePlan::fromJson(file.bytes(0, qMin(file.size(), kTooManyBytes)));
}

} // namespace

Result<void> encodeVerb(const WorkerCommand &command, const WorkerOutput &output)
{
    RAWI_ASSIGN(EncodePlan plan, planOf(command));
    RAWI_ASSIGN(const QList<HardwareEncoder> candidates, candidatesOf(command));
    plan.hardware = plan.hardware || !command.tries.isEmpty();
    RAWI_ASSIGN(const EncodeSources sources, EncodeSources::open(command.file, plan));
    RAWI_TRY(enterWorkerSandbox(command, output, sources.film.name(), 0, plan.hardware, memoryFor(plan)));
    const auto report = progressTo(command, output);
    const bool pictures = plan.renditions.first().settings.picture.has_value();
    RAWI_ASSIGN(const EncodeResult result, pictures ? encodePictures(sources.film, plan.renditions, command.folder, report)
                                                    : encodeMedia(sources, plan, command.folder, report, candidates));
    if (command.jsonProgress || command.json) {
        output.object(toJson(result));
    }
    for (const RenditionResult &one : result.renditions) {
        output.say(QStringLiteral("%1: %2 frames, %3 × %4").arg(one.file.path).arg(one.frames).arg(one.width).arg(one.height));
        if (!one.encoderNote.isEmpty()) {
            output.say(QStringLiteral("%1: encoded by %2; %3").arg(one.name, one.encoder, one.encoderNote));
        }
    }
    dropCheckpoints(command.folder, plan);
    return {};
}

} // namespace rawi
