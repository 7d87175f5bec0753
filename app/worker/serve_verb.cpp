#include "app/worker/serve_verb.h"

#include "app/worker/worker_output.h"
#include "core/engine/av/filter_graph.h"

#include <QQueue>

#include <algorithm>
#include <csignal>
#include <unistd.h>
#include <vector>

namespace rawi {

namespace {

constexpr size_t kAtOnce = 4;
constexpr qsizetype kMostWaiting = 1024;

// doctor: so that the sandbox of a served process can be tried from within.
bool isServed(const QString &verb)
{
    return verb == u"probe"_s || verb == u"thumbs"_s || verb == u"doctor"_s;
}

class Server {
public:
    explicit Server(ServedJob::Program program) : m_program(program) {}

    void serve()
    {
        while (m_open) {
            startWaiting();
            waitForSomething();
        }
    }

private:
    void waitForSomething();
    void readRequests();
    void take(const QByteArray &line);
    void kill(qint64 id);
    void startWaiting();
    bool isKnown(qint64 id) const;
    // Answered as the program itself would have answered.
    void refuse(qint64 id, const Error &error) const;

    ServedJob::Program m_program;
    WorkerOutput m_output{WorkerOutput::Form::Json};
    QByteArray m_input;
    bool m_open = true;
    bool m_skipping = false; // the rest of a line that was too long
    QQueue<ServeRequest> m_waiting;
    std::vector<std::unique_ptr<ServedJob>> m_running;
};

void Server::waitForSomething()
{
    std::vector<pollfd> watched{{STDIN_FILENO, POLLIN, 0}};
    for (const auto &job : m_running) {
        const ServedJob::Watched some = job->watched();
        watched.insert(watched.end(), some.begin(), some.end());
    }
    if (::poll(watched.data(), watched.size(), -1) < 0) {
        return; // interrupted
    }
    auto found = watched.begin() + 1;
    std::erase_if(m_running, [&found](const auto &job) {
        ServedJob::Watched some;
        std::copy_n(found, some.size(), some.begin());
        found += some.size();
        return job->take(some);
    });
    if (watched.front().revents != 0) {
        readRequests();
    }
}

void Server::readRequests()
{
    char bytes[65536];
    const ssize_t got = ::read(STDIN_FILENO, bytes, sizeof bytes);
    m_open = got > 0;
    m_input.append(bytes, got > 0 ? got : 0);
    for (qsizetype end = m_input.indexOf('\n'); end >= 0; end = m_input.indexOf('\n')) {
        const QByteArray line = m_input.first(end);
        m_input.remove(0, end + 1);
        if (!std::exchange(m_skipping, false)) {
            take(line);
        }
    }
    if (m_input.size() > kLongestRequest) {
        if (!std::exchange(m_skipping, true)) {
            take(m_input);
        }
        m_input.clear();
    }
}

void Server::take(const QByteArray &line)
{
    if (line.size() > kLongestRequest) {
        m_output.error(
            {ErrorCode::TooLarge, u"request"_s, u"a line has at most %1 bytes"_s.arg(kLongestRequest), SubjectKind::Code});
        return;
    }
    const Result<ServeRequest> request = readServeRequest(line);
    if (!request.ok()) {
        m_output.error(request.error());
    } else if (request->kill) {
        kill(request->id);
    } else if (isKnown(request->id)) {
        m_output.error({ErrorCode::InvalidArgument, u"id"_s,
                        u"%1 is still at work; each request needs its own"_s.arg(request->id)});
    } else if (!isServed(request->arguments.first())) {
        refuse(request->id,
               {ErrorCode::InvalidArgument, request->arguments.first(),
                u"is not served; probe and thumbs are"_s});
    } else if (m_waiting.size() >= kMostWaiting) {
        refuse(request->id,
               {ErrorCode::TooLarge, u"request"_s,
                u"%1 are waiting already; ask again later"_s.arg(kMostWaiting), SubjectKind::Code});
    } else {
        m_waiting.enqueue(*request);
    }
}

// One that is not known has ended while the request was on its way.
void Server::kill(qint64 id)
{
    for (const auto &job : m_running) {
        if (job->id() == id) {
            job->kill();
        }
    }
    if (m_waiting.removeIf([id](const ServeRequest &request) { return request.id == id; }) > 0) {
        m_output.object(toJson(ServeAnswer{.id = id, .signal = SIGKILL}));
    }
}

void Server::startWaiting()
{
    while (m_running.size() < kAtOnce && !m_waiting.isEmpty()) {
        const ServeRequest request = m_waiting.dequeue();
        auto job = ServedJob::start(request, m_program);
        if (job.ok()) {
            m_running.push_back(std::move(*job));
        } else {
            refuse(request.id, job.error());
        }
    }
}

bool Server::isKnown(qint64 id) const
{
    return std::any_of(m_running.begin(), m_running.end(), [id](const auto &job) { return job->id() == id; })
        || std::any_of(m_waiting.begin(), m_waiting.end(), [id](const auto &request) { return request.id == id; });
}

void Server::refuse(qint64 id, const Error &error) const
{
    m_output.object(toJson(ServeAnswer{.id = id, .line = m_output.errorObject(error)}));
    m_output.object(toJson(ServeAnswer{.id = id, .exit = kExitFailed}));
}

} // namespace

void serveVerb(ServedJob::Program program)
{
    // Loaded here, and not in each process; one that needs it says itself when it is missing.
    if (const Result<void> loaded = FilterGraph::load(); !loaded.ok()) {
        WorkerOutput(WorkerOutput::Form::Text).error(loaded.error());
    }
    Server(program).serve();
}

} // namespace rawi
