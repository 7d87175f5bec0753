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
    return names.join(QStringLiteral(", "));
}

Error misuse(const QString &subject, const QString &detail)
{
    return {ErrorCode::InvalidArgument, subject, detail};
}

Result<void> takeOption(WorkerCommand &command, const QString &name, QStringList &rest)
{
    if (name == QStringLiteral("--json")) {
        command.json = true;
        return {};
    }
    if (name == QStringLiteral("--sound") && command.verb == WorkerCommand::Verb::Analyze) {
        command.soundOnly = true;
        return {};
    }
    if (name == QStringLiteral("--graphics")) {
        command.graphics = true;
        return {};
    }
    if (rest.isEmpty()) {
        return misuse(name, QStringLiteral("needs a value"));
    }
    const QString value = rest.takeFirst();
    if (name == QStringLiteral("--out")) {
        command.folder = QDir(value).absolutePath();
    } else if (name == QStringLiteral("--preset")) {
        command.presets.append(value);
    } else if (name == QStringLiteral("--at")) {
        bool number = false;
        command.atMs = value.toLongLong(&number);
        if (!number || *command.atMs < 0) {
            return misuse(name, QStringLiteral("needs milliseconds"));
        }
    } else if (name == QStringLiteral("--plan")) {
        command.plan = value;
    } else if (name == QStringLiteral("--edit")) {
        command.edit = value;
    } else if (name == QStringLiteral("--join")) {
        command.joins.append(value);
    } else if (name == QStringLiteral("--try")) {
        command.tries.append(value);
    } else if (name == QStringLiteral("--progress") && value == QStringLiteral("json")) {
        command.jsonProgress = true;
    } else {
        return misuse(name, QStringLiteral("unknown option or value"));
    }
    return {};
}

Result<void> completeEncode(const WorkerCommand &command)
{
    if (command.presets.isEmpty() == command.plan.isEmpty()) {
        return misuse(QStringLiteral("--preset"), QStringLiteral("either --plan or --preset is needed, one of: %1")
                                                      .arg(presetNames()));
    }
    for (const QString &preset : command.presets) {
        if (!builtInPreset(preset) || command.presets.count(preset) > 1) {
            return misuse(QStringLiteral("--preset"), QStringLiteral("known presets, each once: %1")
                                                          .arg(presetNames()));
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
        return misuse(QStringLiteral("FILE"), QStringLiteral("is missing"));
    }
    if (writes && command.folder.isEmpty()) {
        return misuse(QStringLiteral("--out"), QStringLiteral("is missing"));
    }
    if (command.verb == Verb::Cut && command.edit.isEmpty()) {
        return misuse(QStringLiteral("--edit"), QStringLiteral("is missing"));
    }
    return command.verb == Verb::Encode ? completeEncode(command) : Result<void>();
}

} // namespace

Result<WorkerCommand> parseWorkerCommand(const QStringList &arguments)
{
    using Verb = WorkerCommand::Verb;
    static const QHash<QString, Verb> kVerbs{
        {QStringLiteral("--help"), Verb::Help},       {QStringLiteral("-h"), Verb::Help},
        {QStringLiteral("--version"), Verb::Version}, {QStringLiteral("doctor"), Verb::Doctor},
        {QStringLiteral("probe"), Verb::Probe},       {QStringLiteral("thumbs"), Verb::Thumbs},
        {QStringLiteral("encode"), Verb::Encode},     {QStringLiteral("storyboard"), Verb::Storyboard},
        {QStringLiteral("waveform"), Verb::Waveform}, {QStringLiteral("analyze"), Verb::Analyze},
        {QStringLiteral("cut"), Verb::Cut},           {QStringLiteral("encoders"), Verb::Encoders},
        {QStringLiteral("serve"), Verb::Serve},
    };
    QStringList rest = arguments;
    WorkerCommand command;
    const QString verb = rest.isEmpty() ? QString() : rest.takeFirst();
    if (!kVerbs.contains(verb)) {
        return misuse(verb, QStringLiteral("no such command; see rawi-media --help"));
    }
    command.verb = kVerbs.value(verb);
    bool optionsEnded = false;
    while (!rest.isEmpty()) {
        const QString word = rest.takeFirst();
        if (!optionsEnded && word == QStringLiteral("--")) {
            optionsEnded = true;
        } else if (!optionsEnded && word.startsWith(QStringLiteral("--"))) {
            RAWI_TRY(takeOption(command, word, rest));
        } else if (command.file.isEmpty()) {
            command.file = word;
        } else {
            return misuse(word, QStringLiteral("one file at a time"));
        }
    }
    RAWI_TRY(complete(command));
    return command;
}

QString workerUsage()
{
    return QStringLiteral(R"(rawi-media, the media worker of Rawi

  rawi-media probe FILE [--json]                 what is in a media file
  rawi-media thumbs FILE --out DIR [--at MS] [--json]
                                                 poster.jpg, thumb-640.jpg, thumb-320.jpg of the best frame, and
                                                 candidate-1.jpg …; with --at of the frame then
  rawi-media storyboard FILE --out DIR [--json]  storyboard-0.jpg …, storyboard.vtt
  rawi-media waveform FILE --out DIR [--json]    waveform.dat (audiowaveform, version 2)
  rawi-media analyze FILE [--sound] [--out DIR] [--json]   loudness, true peak, silence, black and standing pictures;
                                                 with --out also report.json; with --sound only the sound
  rawi-media encode FILE (--plan PLAN.json | --preset NAME …) --out DIR [--try ENCODER …] [--progress json]
                                                 renditions, all in one decode; presets: %1
                                                 called again after a break it goes on where it was
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
{"error": {"code", "subject", "detail"}} and exit code 2.)")
        .arg(presetNames());
}

} // namespace rawi
