#include "app/worker/encoders_verb.h"

#include "core/engine/hardware_trial.h"
#include "core/engine/sandbox.h"

#include <QJsonArray>

namespace rawi {

Result<QList<HardwareEncoder>> candidatesOf(const WorkerCommand &command)
{
    constexpr qsizetype kMost = 16;
    if (command.tries.isEmpty()) {
        return knownHardware();
    }
    if (command.tries.size() > kMost) {
        return Error{ErrorCode::TooLarge, QStringLiteral("--try"), QStringLiteral("at most %1 encoders").arg(kMost)};
    }
    QList<HardwareEncoder> candidates;
    for (const QString &text : command.tries) {
        RAWI_ASSIGN(HardwareEncoder one, HardwareEncoder::parse(text));
        candidates.append(std::move(one));
    }
    return candidates;
}

Result<void> encodersVerb(const WorkerCommand &command, const WorkerOutput &output)
{
    constexpr int kSeconds = 60; // a driver may hang
    RAWI_ASSIGN(const QList<HardwareEncoder> candidates, candidatesOf(command));
    output.armLastWords(QStringLiteral("encoders"), kSeconds);
    RAWI_TRY(enterSandbox({.graphics = true, .cpuSeconds = kSeconds}));
    QJsonArray tried;
    bool any = false;
    for (const HardwareEncoder &candidate : candidates) {
        const Result<void> works = tryHardware(candidate);
        const QString name = QString::fromLatin1(candidate.name);
        QJsonObject one{{QStringLiteral("name"), name}, {QStringLiteral("works"), works.ok()}};
        if (!works.ok()) {
            one.insert(QStringLiteral("why"), works.error().detail);
        }
        tried.append(one);
        any = any || works.ok();
        output.say(QStringLiteral("%1: %2").arg(name, works.ok() ? QStringLiteral("works") : works.error().detail));
    }
    if (!any) {
        output.say(QStringLiteral("none works: films are encoded on the processor"));
    }
    if (command.json || command.jsonProgress) {
        output.object({{QStringLiteral("encoders"), tried}});
    }
    return {};
}

} // namespace rawi
