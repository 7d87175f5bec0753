#include "app/worker/waveform_verb.h"

#include "app/worker/worker_start.h"
#include "core/engine/look/waveform_pass.h"

namespace rawi {

Result<void> waveformVerb(const WorkerCommand &command, const WorkerOutput &output)
{
    constexpr int kSeconds = 900;
    RAWI_ASSIGN(const SourceFile source, openForWork(command, output, kSeconds));
    RAWI_ASSIGN(const QList<AnalysisFile> files, makeWaveform(source, command.folder));
    if (command.json) {
        output.object({{u"files"_s, toJson(files)}});
    }
    output.say(files.isEmpty() ? u"%1: no sound, nothing made"_s.arg(source.name()) : files.first().path);
    return {};
}

} // namespace rawi
