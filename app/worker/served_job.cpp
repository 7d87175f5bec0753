#include "app/worker/served_job.h"

#include "app/worker/sandbox.h"
#include "app/worker/worker_output.h"

#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstring>
#include <fcntl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <utility>

namespace rawi {

namespace {

constexpr qsizetype kMaxComplaints = 16 * 1024;

Error systemError(const char *what)
{
    return {ErrorCode::Internal, QLatin1StringView(what), QString::fromLocal8Bit(std::strerror(errno))};
}

void shut(int &descriptor)
{
    if (descriptor >= 0) {
        ::close(std::exchange(descriptor, -1));
    }
}

// In the new process.
[[noreturn]] void work(ServedJob::Program program, const QStringList &arguments, int output, int complaints, pid_t server)
{
    const int nothing = ::open("/dev/null", O_RDONLY);
    if (nothing < 0 || ::dup2(nothing, STDIN_FILENO) < 0 || ::dup2(output, STDOUT_FILENO) < 0
        || ::dup2(complaints, STDERR_FILENO) < 0) {
        ::_exit(kExitFailed);
    }
    ::closefrom(STDERR_FILENO + 1); // what the others print is not its business
    lowerPriority();
    if (::getppid() != server) { // it ended before this process was bound to end with it
        ::_exit(kExitFailed);
    }
    const int code = program(arguments);
    std::fflush(nullptr);
    ::_exit(code);
}

} // namespace

Result<std::unique_ptr<ServedJob>> ServedJob::start(const ServeRequest &request, Program program)
{
    std::unique_ptr<ServedJob> job(new ServedJob(request.id));
    int output[2] = {-1, -1};
    int complaints[2] = {-1, -1};
    if (::pipe2(output, O_CLOEXEC) != 0) {
        return systemError("pipe");
    }
    job->m_output = output[0];
    if (::pipe2(complaints, O_CLOEXEC) != 0) {
        ::close(output[1]);
        return systemError("pipe");
    }
    job->m_complaints = complaints[0];
    const pid_t server = ::getpid();
    job->m_process = ::fork();
    if (job->m_process == 0) {
        work(program, request.arguments, output[1], complaints[1], server);
    }
    ::close(output[1]);
    ::close(complaints[1]);
    if (job->m_process < 0) {
        return systemError("fork");
    }
    job->m_end = int(::syscall(SYS_pidfd_open, job->m_process, 0));
    if (job->m_end < 0) {
        return systemError("pidfd_open");
    }
    return job;
}

ServedJob::~ServedJob()
{
    if (m_process > 0) {
        kill();
        ::waitpid(m_process, nullptr, 0);
    }
    shut(m_output);
    shut(m_complaints);
    shut(m_end);
}

ServedJob::Watched ServedJob::watched() const
{
    return {pollfd{m_output, POLLIN, 0}, pollfd{m_complaints, POLLIN, 0}, pollfd{m_end, POLLIN, 0}};
}

bool ServedJob::take(const Watched &found)
{
    if (found[0].revents != 0 && !readOutput()) {
        shut(m_output);
    }
    if (found[1].revents != 0 && !readComplaints()) {
        shut(m_complaints);
    }
    if (found[2].revents == 0) {
        return false;
    }
    while (m_output >= 0 && readOutput()) {
    }
    while (m_complaints >= 0 && readComplaints()) {
    }
    sayEnd();
    return true;
}

void ServedJob::kill()
{
    ::kill(m_process, SIGKILL);
}

bool ServedJob::readOutput()
{
    char bytes[65536];
    const ssize_t got = ::read(m_output, bytes, sizeof bytes);
    const auto handOn = [this](const QJsonObject &line) -> Result<void> {
        WorkerOutput(WorkerOutput::Form::Json).object(toJson(ServeAnswer{.id = m_id, .line = line}));
        return {};
    };
    // Read and written anew: pasted as it came, a line could pretend to be another request's.
    if (!m_lines.take(QByteArray(bytes, got > 0 ? got : 0), got <= 0, handOn).ok()) {
        kill();
        return false;
    }
    return got > 0;
}

bool ServedJob::readComplaints()
{
    char bytes[4096];
    const ssize_t got = ::read(m_complaints, bytes, sizeof bytes);
    m_lastComplaints = (m_lastComplaints + QByteArray(bytes, got > 0 ? got : 0)).right(kMaxComplaints);
    return got > 0;
}

void ServedJob::sayEnd()
{
    int status = 0;
    ::waitpid(std::exchange(m_process, -1), &status, 0);
    ServeAnswer end{.id = m_id};
    if (WIFSIGNALED(status)) {
        end.signal = WTERMSIG(status);
    } else {
        end.exit = WEXITSTATUS(status);
    }
    end.complaints = QString::fromUtf8(m_lastComplaints).trimmed();
    WorkerOutput(WorkerOutput::Form::Json).object(toJson(end));
}

} // namespace rawi
