#include "app/worker/progress_line.h"

namespace rawi {

namespace {

QJsonObject toJson(const EncodeProgress &progress)
{
    const double fps = qRound(progress.fps * 10) / 10.0;
    return {{u"type"_s, u"progress"_s},
            {u"permille"_s, progress.permille},
            {u"fps"_s, fps},
            {u"rate"_s, fps},
            {u"speed"_s, qRound(progress.speed * 100) / 100.0},
            {u"eta_ms"_s, progress.etaMs},
            {u"pass"_s, progress.pass}};
}

} // namespace

EncodeProgressFunction progressTo(const WorkerCommand &command, const WorkerOutput &output)
{
    return [&output, lines = command.jsonProgress](const EncodeProgress &progress) {
        if (lines) {
            output.object(toJson(progress));
        } else {
            output.say(
                u"%1 %2.%3 %"_s.arg(progress.pass).arg(progress.permille / 10).arg(progress.permille % 10));
        }
    };
}

} // namespace rawi
