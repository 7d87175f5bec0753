#include "app/worker/encode_verb.h"

#include "app/worker/encoders_verb.h"
#include "app/worker/progress_line.h"
#include "app/worker/worker_start.h"
#include "core/engine/encode/encoder.h"
#include "core/engine/encode/picture_encoder.h"
#include "core/media/encode_preset.h"
#include "core/media/fitting_preset.h"
#include "core/media/worker_lines.h"

#include <QFile>
#include <QFileInfo>

#include <algorithm>

namespace rawi {

namespace {

// Who asked for one preset finds its file in the line itself.
QJsonObject lineOf(const EncodeResult &result)
{
    QJsonObject line = toJson(result);
    const QJsonObject only = result.renditions.size() == 1 ? toJson(result.renditions.first()) : QJsonObject();
    for (auto it = only.begin(); it != only.end(); ++it) {
        line.insert(it.key(), *it);
    }
    return line;
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

// As the desk and the server do it: a size that the film does not fill is made under the name of the smaller one that holds it,
// and once. What cannot be opened is left to those who encode it.
Result<EncodePlan> fittingPlan(const EncodePlan &plan, const WorkerCommand &command, const SourceFile &film)
{
    const Result<PictureSize> shown = shownSizeOf(film);
    if (command.presets.isEmpty() || !shown.ok()) {
        return plan;
    }
    EncodePlan fitting = plan;
    fitting.renditions.clear();
    for (const QString &name : command.presets) {
        const EncodePreset preset = fittingPreset(*builtInPreset(name), shown->width, shown->height);
        const bool isThere = std::any_of(fitting.renditions.cbegin(), fitting.renditions.cend(),
                                         [&](const PlanRendition &one) { return one.name == preset.key; });
        if (!isThere) {
            RAWI_ASSIGN(const EncodeSettings settings, preset.encodeSettings());
            fitting.renditions.append({preset.key, preset.version, settings});
        }
    }
    return fitting;
}

} // namespace

Result<void> encodeVerb(const WorkerCommand &command, const WorkerOutput &output)
{
    RAWI_ASSIGN(EncodePlan plan, planOf(command));
    RAWI_ASSIGN(const QList<HardwareEncoder> candidates, candidatesOf(command));
    plan.incomplete = plan.incomplete || command.incomplete;
    plan.hardware = plan.hardware || !command.tries.isEmpty();
    RAWI_ASSIGN(const EncodeSources sources, EncodeSources::open(command.file, plan));
    RAWI_TRY(enterWorkerSandbox(command, output, sources.film.name(), 0, plan.hardware, memoryFor(plan)));
    const auto report = progressTo(command, output);
    RAWI_ASSIGN(plan, fittingPlan(plan, command, sources.film));
    const bool pictures = plan.renditions.first().settings.picture.has_value();
    RAWI_ASSIGN(const EncodeResult result, pictures ? encodePictures(sources.film, plan.renditions, command.folder, report)
                                                    : encodeMedia(sources, plan, command.folder, report, candidates));
    if (command.jsonProgress || command.json) {
        output.object(workerLine(WorkerLine::Done, lineOf(result)));
    }
    for (const RenditionResult &one : result.renditions) {
        output.say(
            u"%1: %2 frames, %3 × %4"_s.arg(one.path).arg(one.frames).arg(one.width).arg(one.height));
        if (one.clippedSamples > 0) {
            output.say(u"%1: %2 samples of the sound were beyond full scale and were cut off"_s.arg(one.name).arg(one.clippedSamples));
        }
        if (!one.leftOut.isEmpty()) {
            output.say(u"%1: without what the film has besides: %2"_s.arg(one.name, one.leftOut.join(u", "_s)));
        }
        if (!one.incomplete.isEmpty()) {
            output.say(u"%1: incomplete: %2"_s.arg(one.name, one.incomplete));
        }
        if (!one.encoderNote.isEmpty()) {
            output.say(u"%1: encoded by %2; %3"_s.arg(one.name, one.encoder, one.encoderNote));
        }
    }
    dropCheckpoints(command.folder, plan);
    return {};
}

} // namespace rawi
