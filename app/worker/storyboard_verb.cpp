#include "app/worker/storyboard_verb.h"

#include "app/worker/worker_start.h"
#include "core/engine/look/storyboard_pass.h"

namespace rawi {

Result<void> storyboardVerb(const WorkerCommand &command, const WorkerOutput &output)
{
    constexpr int kSeconds = 900;
    RAWI_ASSIGN(const SourceFile source, openForWork(command, output, kSeconds));
    RAWI_ASSIGN(const StoryboardResult result, makeStoryboard(source, command.folder));
    if (command.json) {
        output.object(toJson(result));
    }
    output.say(result.files.isEmpty() ? u"%1: no moving picture, nothing made"_s.arg(source.name())
                                      : u"%1: %2 pictures"_s.arg(result.files.last().path).arg(result.tiles));
    return {};
}

} // namespace rawi
