#pragma once

#include "core/media/worker_results.h"

#include <functional>
#include <optional>

namespace rawi {

// The "type" of a line, where a verb says more than its result.
enum class WorkerLine { Progress, Done, Error };
template <>
struct EnumNames<WorkerLine> {
    static constexpr std::array names{"progress", "done", "error"};
};
QJsonObject workerLine(WorkerLine type, QJsonObject said);

// What one run of rawi-media prints: a JSON object a line, the last one its result or its error. One for each run.
class WorkerLines {
public:
    using Listener = std::function<Result<void>(const QJsonObject &line)>;
    // A progress line is under 1 KiB and a probe under 1 MiB; a worker that prints longer ones is broken.
    static constexpr qsizetype kLongest = 4 * 1024 * 1024;
    explicit WorkerLines(qsizetype longest = kLongest) : m_longest(longest) {}

    // Bytes as they come; `ended`: there are no more, and the last line may lack its newline. Errors: the listener's;
    // WorkerCrashed for a line without end.
    Result<void> take(const QByteArray &bytes, bool ended, const Listener &listener);
    // A line that was read already.
    void take(const QJsonObject &line) { m_last = line; }
    const QJsonObject &last() const { return m_last; }
    // Why the run failed: what the worker said, or WorkerCrashed; nothing when it did not.
    std::optional<Error> verdict(bool crashed, int exitCode) const;

private:
    qsizetype m_longest;
    QByteArray m_buffer;
    QJsonObject m_last;
};

// The Error in an object {"error": {"code","subject","detail"}} or {"type":"error","code",…}; nothing when the
// object is not an error.
std::optional<Error> workerError(const QJsonObject &object);
// How far the run is; nothing when the line is about something else.
std::optional<EncodeProgress> workerProgress(const QJsonObject &line);

} // namespace rawi
