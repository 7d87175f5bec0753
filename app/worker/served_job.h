#pragma once

#include "app/worker/serve_request.h"
#include "core/media/worker_lines.h"

#include <array>
#include <memory>
#include <poll.h>
#include <sys/types.h>

namespace rawi {

// One request at work in a process forked for it, which shares nothing with the others: of all that is open here it
// keeps its own stdout and stderr. Destroying it kills the process.
class ServedJob {
public:
    using Program = int (*)(const QStringList &arguments);
    using Watched = std::array<pollfd, 3>; // its stdout, its stderr, its end

    // Errors: Internal when the system has no process or pipe left.
    static Result<std::unique_ptr<ServedJob>> start(const ServeRequest &request, Program program);
    ~ServedJob();

    qint64 id() const { return m_id; }
    Watched watched() const;
    // What poll found: hands on the lines. True when it was the end, and that is said, too.
    bool take(const Watched &found);
    void kill();

private:
    explicit ServedJob(qint64 id) : m_id(id), m_lines(kLongestLine) {}
    bool readOutput(); // false: nothing more will come
    bool readComplaints();
    void sayEnd();

    static constexpr qsizetype kLongestLine = 1024 * 1024;
    qint64 m_id;
    pid_t m_process = -1;
    int m_output = -1;
    int m_complaints = -1;
    int m_end = -1; // pidfd
    WorkerLines m_lines;
    QByteArray m_lastComplaints;
};

} // namespace rawi
