// rawi-media: one job on one media file, in a process that may do nothing else.

#include "app/worker/analyze_verb.h"
#include "app/worker/cut_verb.h"
#include "app/worker/encode_verb.h"
#include "app/worker/encoders_verb.h"
#include "app/worker/sandbox.h"
#include "app/worker/serve_verb.h"
#include "app/worker/storyboard_verb.h"
#include "app/worker/waveform_verb.h"
#include "app/worker/worker_command.h"
#include "app/worker/worker_output.h"
#include "app/worker/worker_start.h"
#include "core/engine/av/av_common.h"
#include "core/engine/look/probe.h"
#include "core/engine/look/thumbs.h"

#include <QJsonDocument>

#include <cstdio>
#include <fcntl.h>
#include <unistd.h>

namespace rawi {

namespace {

struct DoctorReport {
    SandboxAbilities sandbox;
    QList<SandboxAttempt> attempts;
    int inheritedFiles = 0; // beyond stdin, stdout and stderr
    bool tight = false;
};

} // namespace

template <>
struct Describe<DoctorReport> {
    using Of = DoctorReport;
    static auto members()
    {
        return std::tuple{member("sandbox", &Of::sandbox), member("attempts", &Of::attempts),
                          member("inherited_files", &Of::inheritedFiles), member("tight", &Of::tight)};
    }
};

namespace {

constexpr int kProbeSeconds = 12; // the probe gives up by itself after ten
constexpr int kThumbsSeconds = 90;

WorkerOutput::Form formOf(const WorkerCommand &command)
{
    return command.jsonProgress ? WorkerOutput::Form::JsonLines
        : command.json ? WorkerOutput::Form::Json : WorkerOutput::Form::Text;
}

Result<void> probe(const WorkerCommand &command, const WorkerOutput &output)
{
    RAWI_ASSIGN(const SourceFile source, openForWork(command, output, kProbeSeconds));
    QJsonObject report;
    if (command.place) {
        RAWI_ASSIGN(const QJsonObject place, placeIn(source));
        report.insert(u"place"_s, place);
    } else {
        RAWI_ASSIGN(const ProbeReport probed, probeMedia(source));
        report = toJson(probed);
    }
    if (command.json) {
        output.object(report);
    } else {
        std::fputs(QJsonDocument(report).toJson().constData(), stdout);
    }
    return {};
}

Result<void> thumbs(const WorkerCommand &command, const WorkerOutput &output)
{
    RAWI_ASSIGN(const SourceFile source, openForWork(command, output, kThumbsSeconds));
    RAWI_ASSIGN(const ThumbsResult result, makeThumbs(source, command.folder, command.atMs));
    if (command.json) {
        output.object(toJson(result));
    }
    for (const ThumbPicture &picture : result.pictures) {
        output.say(u"%1 (%2 × %3)"_s.arg(picture.path).arg(picture.width).arg(picture.height));
    }
    if (result.pictures.isEmpty()) {
        output.say(u"%1: sound without a cover, no picture made"_s.arg(source.name()));
    }
    return {};
}

// Beyond stdin, stdout and stderr: what the one who started the worker left open for it.
int inheritedFiles()
{
    constexpr int kMost = 1024;
    int count = 0;
    for (int descriptor = STDERR_FILENO + 1; descriptor < kMost; ++descriptor) {
        count += ::fcntl(descriptor, F_GETFD) >= 0 ? 1 : 0;
    }
    return count;
}

Result<void> doctor(const WorkerCommand &command, const WorkerOutput &output)
{
    const int inherited = inheritedFiles();
    RAWI_TRY(enterSandbox({.graphics = command.graphics}));
    DoctorReport report{sandboxAbilities(), sandboxAttempts(), inherited, true};
    for (const SandboxAttempt &one : std::as_const(report.attempts)) {
        report.tight = report.tight && one.denied;
        output.say(u"%1: %2"_s.arg(one.attempt, one.denied ? u"denied"_s : u"POSSIBLE"_s));
    }
    if (command.json) {
        output.object(toJson(report));
    }
    if (!report.tight) {
        return Error{ErrorCode::Internal, u"sandbox"_s, u"something is still possible"_s};
    }
    return {};
}

Result<void> version(const WorkerOutput &)
{
    const SandboxAbilities sandbox = sandboxAbilities();
    std::printf("rawi-media %s\nFFmpeg libavcodec %u.%u.%u\nsandbox: landlock %d, seccomp %s\n", RAWI_VERSION,
                AV_VERSION_MAJOR(avcodec_version()), AV_VERSION_MINOR(avcodec_version()),
                AV_VERSION_MICRO(avcodec_version()), sandbox.landlockAbi,
                sandbox.seccomp ? "yes" : "no");
    return {};
}

int workerMain(const QStringList &arguments);

Result<void> run(const WorkerCommand &command, const WorkerOutput &output)
{
    switch (command.verb) {
    case WorkerCommand::Verb::Version:
        return version(output);
    case WorkerCommand::Verb::Doctor:
        return doctor(command, output);
    case WorkerCommand::Verb::Probe:
        return probe(command, output);
    case WorkerCommand::Verb::Thumbs:
        return thumbs(command, output);
    case WorkerCommand::Verb::Encode:
        return encodeVerb(command, output);
    case WorkerCommand::Verb::Analyze:
        return analyzeVerb(command, output);
    case WorkerCommand::Verb::Storyboard:
        return storyboardVerb(command, output);
    case WorkerCommand::Verb::Waveform:
        return waveformVerb(command, output);
    case WorkerCommand::Verb::Cut:
        return cutVerb(command, output);
    case WorkerCommand::Verb::Encoders:
        return encodersVerb(command, output);
    case WorkerCommand::Verb::Serve:
        serveVerb(workerMain);
        return {};
    case WorkerCommand::Verb::Help:
        break;
    }
    std::puts(qUtf8Printable(workerUsage()));
    return {};
}

int workerMain(const QStringList &arguments)
{
    const Result<WorkerCommand> command = parseWorkerCommand(arguments);
    if (!command.ok()) {
        const bool lines = arguments.contains(u"--progress"_s);
        const bool json = arguments.contains(u"--json"_s);
        WorkerOutput(lines ? WorkerOutput::Form::JsonLines : json ? WorkerOutput::Form::Json : WorkerOutput::Form::Text)
            .error(command.error());
        return kExitFailed;
    }
    lowerPriority();
    captureAvLog();
    if (command->jsonProgress) {
        tellAvLog();
    }
    const WorkerOutput output(formOf(*command));
    const Result<void> done = run(*command, output);
    if (!done.ok()) {
        output.error(done.error());
        return kExitFailed;
    }
    return 0;
}

} // namespace

} // namespace rawi

int main(int count, char **words)
{
    QStringList arguments;
    for (int i = 1; i < count; ++i) {
        arguments.append(rawi::pathFromBytes(words[i]));
    }
    return rawi::workerMain(arguments);
}
