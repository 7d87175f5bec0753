#include "app/worker/progress_line.h"

#include "core/media/worker_lines.h"

namespace rawi {

EncodeProgressFunction progressTo(const WorkerCommand &command, const WorkerOutput &output)
{
    return [&output, lines = command.jsonProgress](const EncodeProgress &progress) {
        if (lines) {
            output.object(workerLine(WorkerLine::Progress, toJson(progress)));
        } else {
            output.say(
                u"%1 %2.%3 %"_s.arg(progress.pass).arg(progress.permille / 10).arg(progress.permille % 10));
        }
    };
}

} // namespace rawi
