#include "app/worker/encoders_verb.h"

#include "app/worker/sandbox.h"
#include "core/engine/encode/hardware_trial.h"

namespace rawi {

namespace {

struct EncoderTrial {
    QString name;
    bool works = false;
    QString why; // it does not
};
struct EncoderTrials {
    QList<EncoderTrial> encoders;
};

} // namespace

template <>
struct Describe<EncoderTrial> {
    using Of = EncoderTrial;
    static auto members()
    {
        return std::tuple{member("name", &Of::name), member("works", &Of::works), member("why", &Of::why, {.whenSet = true})};
    }
};
template <>
struct Describe<EncoderTrials> {
    static auto members() { return std::tuple{member("encoders", &EncoderTrials::encoders)}; }
};

Result<QList<HardwareEncoder>> candidatesOf(const WorkerCommand &command)
{
    constexpr qsizetype kMost = 16;
    if (command.tries.isEmpty()) {
        return knownHardware();
    }
    if (command.tries.size() > kMost) {
        return Error{ErrorCode::TooLarge, u"--try"_s, u"at most %1 encoders"_s.arg(kMost), SubjectKind::Field};
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
    output.armLastWords(u"encoders"_s, kSeconds);
    RAWI_TRY(enterSandbox({.graphics = true, .cpuSeconds = kSeconds}));
    EncoderTrials trials;
    bool any = false;
    for (const HardwareEncoder &candidate : candidates) {
        const Result<void> works = tryHardware(candidate);
        const QString name = QString::fromLatin1(candidate.name);
        trials.encoders.append({name, works.ok(), works.ok() ? QString() : works.error().detail});
        any = any || works.ok();
        output.say(u"%1: %2"_s.arg(name, works.ok() ? u"works"_s : works.error().detail));
    }
    if (!any) {
        output.say(u"none works: films are encoded on the processor"_s);
    }
    if (command.json || command.jsonProgress) {
        output.object(toJson(trials));
    }
    return {};
}

} // namespace rawi
