#include "app/worker/worker_start.h"

#include "app/worker/sandbox.h"
#include "core/engine/av/filter_graph.h"

#include <QDir>

#include <cerrno>
#include <cstring>

namespace rawi {

namespace {

Result<void> makeFolder(const QString &folder)
{
    errno = 0;
    if (QDir().mkpath(folder)) {
        return {};
    }
    return Error{errno == ENOSPC ? ErrorCode::DiskFull : ErrorCode::IoError, folder,
                 u"the folder cannot be made: %1"_s.arg(QString::fromLocal8Bit(std::strerror(errno)))};
}

// Whether the verb works on pictures.
bool needsFilters(WorkerCommand::Verb verb)
{
    return verb != WorkerCommand::Verb::Probe && verb != WorkerCommand::Verb::Waveform;
}

} // namespace

Result<void> enterWorkerSandbox(const WorkerCommand &command, const WorkerOutput &output, const QString &subject,
                                int seconds, bool graphics, qint64 memoryBytes)
{
    if (!command.folder.isEmpty()) {
        RAWI_TRY(makeFolder(command.folder));
    }
    if (needsFilters(command.verb)) {
        RAWI_TRY(FilterGraph::load());
    }
    output.armLastWords(subject, seconds);
    return enterSandbox({.writableFolder = command.folder, .memoryBytes = memoryBytes, .graphics = graphics, .cpuSeconds = seconds});
}

Result<SourceFile> openForWork(const WorkerCommand &command, const WorkerOutput &output, int seconds)
{
    RAWI_ASSIGN(SourceFile source, SourceFile::open(command.file));
    RAWI_TRY(enterWorkerSandbox(command, output, source.name(), seconds));
    return source;
}

} // namespace rawi
