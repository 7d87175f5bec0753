#include "core/desk/media/ready_worker.h"

#include "core/base/log.h"

#include <QJsonDocument>

#include <utility>

namespace rawi {

namespace {

// The server takes lines of 1 MiB from its processes and writes them anew, in which numbers can grow fourfold.
constexpr qsizetype kLongestAnswer = 8 * 1024 * 1024;
constexpr int kPatienceMs = 2000; // for the end of what was killed

} // namespace

ReadyWorker::ReadyWorker(const QString &program, QObject *parent, int idleMs) : QObject(parent), m_program(program)
{
    m_idle.setSingleShot(true);
    m_idle.setInterval(idleMs);
    connect(&m_idle, &QTimer::timeout, this, &ReadyWorker::leave);
}

ReadyWorker::~ReadyWorker()
{
    if (m_process != nullptr) {
        m_process->disconnect(this);
        m_process->kill();
        m_process->waitForFinished(kPatienceMs);
    }
}

void ReadyWorker::run(const QStringList &arguments, int timeoutMs, const Ended &ended)
{
    const qint64 id = ++m_lastId;
    auto *timeout = new QTimer(this);
    timeout->setSingleShot(true);
    connect(timeout, &QTimer::timeout, this, [this, id] { stopLate(id); });
    timeout->start(timeoutMs);
    m_runs.emplace(id, Run{WorkerLines(), ended, timeoutMs, timeout});
    m_idle.stop();
    start();
    send({id, arguments});
}

qint64 ReadyWorker::pid() const
{
    return m_process == nullptr ? 0 : m_process->processId();
}

void ReadyWorker::start()
{
    if (m_process != nullptr) {
        return;
    }
    m_answers = WorkerLines(kLongestAnswer);
    m_process = new QProcess(this);
    m_process->setProcessChannelMode(QProcess::ForwardedErrorChannel);
    connect(m_process, &QProcess::readyReadStandardOutput, this, &ReadyWorker::readLines);
    connect(m_process, &QProcess::finished, this, [this](int code, QProcess::ExitStatus status) {
        readLines();
        lost(WorkerLines()
                 .verdict(status == QProcess::CrashExit, code)
                 .value_or(Error{ErrorCode::WorkerCrashed, {}, u"the media worker left its work"_s}));
    });
    // Queued: nobody is answered before run() returns.
    connect(m_process, &QProcess::errorOccurred, this, [this](QProcess::ProcessError error) {
        if (error == QProcess::FailedToStart && m_process != nullptr) {
            lost({ErrorCode::MissingProgram, m_program, m_process->errorString()});
        }
    }, Qt::QueuedConnection);
    m_process->start(m_program, {u"serve"_s});
}

// It goes by itself once its stdin is closed; a request that comes meanwhile starts another.
void ReadyWorker::leave()
{
    QProcess *leaving = std::exchange(m_process, nullptr);
    leaving->disconnect(this);
    connect(leaving, &QProcess::finished, leaving, &QObject::deleteLater);
    leaving->closeWriteChannel();
}

void ReadyWorker::send(const ServeRequest &request)
{
    m_process->write(QJsonDocument(toJson(request)).toJson(QJsonDocument::Compact) + '\n');
}

void ReadyWorker::readLines()
{
    const auto hand = [this](const QJsonObject &answer) -> Result<void> {
        take(fromJson<ServeAnswer>(answer));
        return {};
    };
    if (!m_answers.take(m_process->readAllStandardOutput(), false, hand).ok()) {
        m_process->kill();
    }
}

void ReadyWorker::take(const ServeAnswer &answer)
{
    const auto found = m_runs.find(answer.id);
    if (found == m_runs.end()) {
        qCWarning(lcDesk) << "the serving media worker says" << toJson(answer);
        return;
    }
    if (answer.line) {
        found->second.lines.take(*answer.line);
        return;
    }
    auto ended = m_runs.extract(found);
    const bool crashed = answer.signal.has_value();
    if (crashed && !ended.mapped().timedOut) {
        qCInfo(lcDesk) << "a media worker crashed:" << toJson(answer);
    }
    finish(ended.mapped(), ended.mapped().lines.verdict(crashed, crashed ? *answer.signal : answer.exit.value_or(-1)));
}

void ReadyWorker::stopLate(qint64 id)
{
    Run &run = m_runs.at(id);
    if (std::exchange(run.timedOut, true)) {
        m_process->kill(); // it does not even end what it is told to
        return;
    }
    run.timeout->start(kPatienceMs);
    send({.id = id, .arguments = {}, .kill = true});
}

void ReadyWorker::lost(const Error &error)
{
    m_idle.stop();
    std::exchange(m_process, nullptr)->deleteLater();
    for (auto &[id, run] : std::exchange(m_runs, {})) {
        finish(run, error);
    }
}

void ReadyWorker::finish(Run &run, const std::optional<Error> &error)
{
    delete run.timeout;
    if (m_runs.empty() && m_process != nullptr) {
        m_idle.start();
    }
    const Error late{ErrorCode::Timeout, {}, u"no answer within %1 s"_s.arg(run.timeoutMs / 1000)};
    run.ended(run.lines.last(), run.timedOut ? late : error);
}

} // namespace rawi
