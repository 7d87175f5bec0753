#include "app/worker/waveform_verb.h"

#include "app/worker/worker_start.h"
#include "core/engine/look/waveform_pass.h"

namespace rawi {

Result<void> waveformVerb(const WorkerCommand &command, const WorkerOutput &output)
{
    constexpr int kSeconds = 900;
    RAWI_ASSIGN(const SourceFile source, openForWork(command, output, kSeconds));
    RAWI_ASSIGN(const AnalysisResult result, makeWaveform(source, command.folder));
    if (command.json) {
        output.object(toJson(result));
    }
    output.say(result.files.isEmpty() ? u"%1: no sound, nothing made"_s.arg(source.name()) : result.files.first().path);
    return {};
}

} // namespace rawi
