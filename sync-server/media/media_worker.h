#pragma once

#include "core/base/result.h"

#include <QJsonObject>
#include <QStringList>

#include <functional>

namespace rawi::server {

// Runs rawi-media as a child that dies with the thread that started it: the only place where the server's machine
// looks inside a media file, and the worker does it in its own sandbox. Thread-safe; run() blocks.
class MediaWorker {
public:
    explicit MediaWorker(QString program);

    // Called with every line the worker prints, and every half second with an empty object; an error ends the worker
    // and is the answer.
    using Listener = std::function<Result<void>(const QJsonObject &line)>;
    // The last object printed. `timeoutMs` 0 = as long as it takes. Errors: what the worker said, WorkerCrashed,
    // Timeout, MissingProgram, and the listener's.
    Result<QJsonObject> run(const QStringList &arguments, int timeoutMs, const Listener &listener = {}) const;

    // Whether its program can be started.
    bool isThere() const;
    const QString &program() const { return m_program; }

private:
    QString m_program;
};

} // namespace rawi::server
