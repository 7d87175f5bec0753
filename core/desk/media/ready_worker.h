#pragma once

#include "core/media/serve_lines.h"
#include "core/media/worker_lines.h"

#include <QObject>
#include <QProcess>
#include <QStringList>
#include <QTimer>

#include <functional>
#include <map>

namespace rawi {

// Runs of rawi-media that start in a tenth of the time: `rawi-media serve` is started for the first one, forks for each
// and leaves when it has had nothing to do for a while. It serves probe and thumbs. A run that crashes takes down no
// other; when the serving process itself is gone, its runs fail and the next one starts it anew. Lives on the thread
// that made it; destroying it kills what runs, and answers nobody.
class ReadyWorker : public QObject {
    Q_OBJECT

public:
    // `last` is the last object printed. Errors: as of WorkerProcess, but Cancelled.
    using Ended = std::function<void(const QJsonObject &last, const std::optional<Error> &error)>;
    static constexpr int kIdleMs = 30'000;

    explicit ReadyWorker(const QString &program, QObject *parent = nullptr, int idleMs = kIdleMs);
    ~ReadyWorker() override;

    // `ended` is called once, never before this returns. Killed after `timeoutMs`.
    void run(const QStringList &arguments, int timeoutMs, const Ended &ended);
    qint64 pid() const; // of the serving process; 0 = there is none

private:
    struct Run {
        WorkerLines lines;
        Ended ended;
        int timeoutMs;
        QTimer *timeout;
        bool timedOut = false;
    };

    void start();
    void leave();
    void readLines();
    void take(const ServeAnswer &answer);
    void stopLate(qint64 id);
    void lost(const Error &error); // the serving process, and all that ran in it
    void finish(Run &run, const std::optional<Error> &error);
    void send(const ServeRequest &request);

    QString m_program;
    QProcess *m_process = nullptr;
    WorkerLines m_answers;
    QTimer m_idle;
    std::map<qint64, Run> m_runs;
    qint64 m_lastId = 0;
};

} // namespace rawi
