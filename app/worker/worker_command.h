#pragma once

#include "core/base/result.h"

#include <QString>
#include <QStringList>

#include <optional>

namespace rawi {

// What the command line asks of the worker.
struct WorkerCommand {
    enum class Verb { Help, Version, Doctor, Probe, Thumbs, Storyboard, Waveform, Analyze, Encode, Cut, Encoders, Serve };
    Verb verb = Verb::Help;
    QString file;
    QString folder; // --out, absolute
    QString plan;   // --plan, a file
    QStringList presets; // --preset, as often as wanted
    std::optional<qint64> atMs; // --at, milliseconds
    QString edit;        // --edit, a file
    QStringList joins;   // --join, each ASSET=FILE
    QStringList tries;   // --try, each NAME[,KEY=VALUE…]: in place of the hardware encoders it knows
    bool soundOnly = false;    // --sound
    bool place = false;        // --place
    bool graphics = false;     // --graphics
    bool incomplete = false;   // --incomplete
    bool json = false;         // --json
    bool jsonProgress = false; // --progress json
};

// `arguments` without the program's name. Errors: InvalidArgument.
Result<WorkerCommand> parseWorkerCommand(const QStringList &arguments);
QString workerUsage();

} // namespace rawi
