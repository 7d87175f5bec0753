#include "app/worker/worker_command.h"

#include "core/media/encode_preset.h"

#include <QDir>
#include <QHash>

namespace rawi {

namespace {

QString presetNames()
{
    QStringList names;
    for (const EncodePreset &preset : builtInPresets()) {
        names.append(preset.key);
    }
    return names.join(u", "_s);
}

// "  720p    720p MP4", one a line.
QString presetLines()
{
    constexpr int kNameWidth = 24;
    QStringList lines;
    for (const EncodePreset &preset : builtInPresets()) {
        lines.append(u"  "_s + preset.key.leftJustified(kNameWidth) + preset.nameEn);
    }
    return lines.join(QLatin1Char('\n'));
}

Error misuse(const QString &subject, const QString &detail)
{
    return {ErrorCode::InvalidArgument, subject, detail};
}

Result<void> takeOption(WorkerCommand &command, const QString &name, QStringList &rest)
{
    if (name == u"--json"_s) {
        command.json = true;
        return {};
    }
    if (name == u"--sound"_s && command.verb == WorkerCommand::Verb::Analyze) {
        command.soundOnly = true;
        return {};
    }
    if (name == u"--place"_s && command.verb == WorkerCommand::Verb::Probe) {
        command.place = true;
        return {};
    }
    if (name == u"--incomplete"_s && command.verb == WorkerCommand::Verb::Encode) {
        command.incomplete = true;
        return {};
    }
    if (name == u"--graphics"_s) {
        command.graphics = true;
        return {};
    }
    if (rest.isEmpty()) {
        return misuse(name, u"needs a value"_s);
    }
    const QString value = rest.takeFirst();
    if (name == u"--out"_s) {
        command.folder = QDir(value).absolutePath();
    } else if (name == u"--preset"_s) {
        command.presets.append(value);
    } else if (name == u"--at"_s) {
        bool number = false;
        command.atMs = value.toLongLong(&number);
        if (!number || *command.atMs < 0) {
            return misuse(name, u"needs milliseconds"_s);
        }
    } else if (name == u"--plan"_s) {
        command.plan = value;
    } else if (name == u"--edit"_s) {
        command.edit = value;
    } else if (name == u"--join"_s) {
        command.joins.append(value);
    } else if (name == u"--try"_s) {
        command.tries.append(value);
    } else if (name == u"--progress"_s && value == u"json"_s) {
        command.jsonProgress = true;
    } else {
        return misuse(name, u"unknown option or value"_s);
    }
    return {};
}

Result<void> completeEncode(const WorkerCommand &command)
{
    if (command.presets.isEmpty() == command.plan.isEmpty()) {
        return misuse(u"--preset"_s, u"either --plan or --preset is needed, one of: %1"_s.arg(presetNames()));
    }
    for (const QString &preset : command.presets) {
        if (!builtInPreset(preset) || command.presets.count(preset) > 1) {
            return misuse(u"--preset"_s, u"known presets, each once: %1"_s.arg(presetNames()));
        }
    }
    return {};
}

Result<void> complete(const WorkerCommand &command)
{
    using Verb = WorkerCommand::Verb;
    const bool writes = command.verb == Verb::Thumbs || command.verb == Verb::Storyboard
        || command.verb == Verb::Waveform || command.verb == Verb::Encode
        || command.verb == Verb::Cut;
    const bool reads = command.verb == Verb::Probe || command.verb == Verb::Analyze;
    if ((writes || reads) && command.file.isEmpty()) {
        return misuse(u"FILE"_s, u"is missing"_s);
    }
    if (writes && command.folder.isEmpty()) {
        return misuse(u"--out"_s, u"is missing"_s);
    }
    if (command.verb == Verb::Cut && command.edit.isEmpty()) {
        return misuse(u"--edit"_s, u"is missing"_s);
    }
    return command.verb == Verb::Encode ? completeEncode(command) : Result<void>();
}

} // namespace

Result<WorkerCommand> parseWorkerCommand(const QStringList &arguments)
{
    using Verb = WorkerCommand::Verb;
    static const QHash<QString, Verb> kVerbs{
        {u"--help"_s, Verb::Help},       {u"-h"_s, Verb::Help},
        {u"--version"_s, Verb::Version}, {u"doctor"_s, Verb::Doctor},
        {u"probe"_s, Verb::Probe},       {u"thumbs"_s, Verb::Thumbs},
        {u"encode"_s, Verb::Encode},     {u"storyboard"_s, Verb::Storyboard},
        {u"waveform"_s, Verb::Waveform}, {u"analyze"_s, Verb::Analyze},
        {u"cut"_s, Verb::Cut},           {u"encoders"_s, Verb::Encoders},
        {u"serve"_s, Verb::Serve},
    };
    QStringList rest = arguments;
    WorkerCommand command;
    const QString verb = rest.isEmpty() ? QString() : rest.takeFirst();
    if (!kVerbs.contains(verb)) {
        return misuse(verb, u"no such command; see rawi-media --help"_s);
    }
    command.verb = kVerbs.value(verb);
    bool optionsEnded = false;
    while (!rest.isEmpty()) {
        const QString word = rest.takeFirst();
        if (!optionsEnded && word == u"--"_s) {
            optionsEnded = true;
        } else if (!optionsEnded && word.startsWith(u"--"_s)) {
            RAWI_TRY(takeOption(command, word, rest));
        } else if (command.file.isEmpty()) {
            command.file = word;
        } else {
            return misuse(word, u"one file at a time"_s);
        }
    }
    RAWI_TRY(complete(command));
    return command;
}

QString workerUsage()
{
    return uR"(rawi-media, the media worker of Rawi

  rawi-media probe FILE [--place] [--json]       what is in a media file; with --place only where it was taken
  rawi-media thumbs FILE --out DIR [--at MS] [--json]
                                                 poster.jpg, thumb-640.jpg, thumb-320.jpg of the best frame, and
                                                 candidate-1.jpg …; with --at of the frame then
  rawi-media storyboard FILE --out DIR [--json]  storyboard-0.jpg …, storyboard.vtt
  rawi-media waveform FILE --out DIR [--json]    waveform.dat (audiowaveform, version 2)
  rawi-media analyze FILE [--sound] [--out DIR] [--json]   loudness, true peak, silence, black and standing pictures;
                                                 with --out also report.json; with --sound only the sound
  rawi-media encode FILE (--plan PLAN.json | --preset NAME …) --out DIR [--try ENCODER …] [--incomplete] [--progress json]
                                                 renditions, all in one decode; called again after a break it goes on
                                                 where it was; with --incomplete what there is of a film that breaks off
                                                 or is damaged, and what is missing is said
  rawi-media cut FILE [--join ASSET=FILE …] --edit EDIT.json --out DIR [--progress json]
                                                 cut.mp4: what the edit plays, frame by frame; copies what it can
  rawi-media encoders [--try ENCODER …] [--json] tries the graphics card's encoders: one frame each; with --try others,
                                                 as FFmpeg calls them: NAME[,KEY=VALUE…] (h264_vaapi,device=/dev/dri/renderD129)
  rawi-media serve                               probes and thumbs as they are asked for on stdin, a JSON object a line, each in a
                                                 process of its own: {"id": N, "arguments": ["probe", FILE, "--json"]} or
                                                 {"id": N, "kill": true}; answers {"id", "line"} and {"id", "exit" | "signal"}
  rawi-media doctor [--graphics] [--json]        tries its sandbox; with --graphics the one that lets at the graphics card
  rawi-media --version | --help

With --json or --progress json each line on stdout is one JSON object; a failure is
{"error": {"code", "subject", "detail"}} and exit code 2.

Presets:
%1)"_s.arg(presetLines());
}

} // namespace rawi
