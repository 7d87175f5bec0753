#include "app/worker/progress_line.h"

namespace rawi {

namespace {

QJsonObject toJson(const EncodeProgress &progress)
{
    const double fps = qRound(progress.fps * 10) / 10.0;
    return {{QStringLiteral("type"), QStringLiteral("progress")},
            {QStringLiteral("permille"), progress.permille},
            {QStringLiteral("fps"), fps},
            {QStringLiteral("rate"), fps},
            {QStringLiteral("speed"), qRound(progress.speed * 100) / 100.0},
            {QStringLiteral("eta_ms"), progress.etaMs},
            {QStringLiteral("pass"), progress.pass}};
}

} // namespace

EncodeProgressFunction progressTo(const WorkerCommand &command, const WorkerOutput &output)
{
    return [&output, lines = command.jsonProgress](const EncodeProgress &progress) {
        if (lines) {
            output.object(toJson(progress));
        } else {
            output.say(QStringLiteral("%1 %2.%3 %").arg(progress.pass).arg(progress.permille / 10).arg(progress.permille % 10));
        }
    };
}

} // namespace rawi
