#pragma once

#include "core/replica/local_media_store.h"
#include "core/replica/replica.h"

#include <QObject>

namespace rawi {

// The desk's encodes: one rawi-media process a job, one job at a time, in order. Jobs survive the desk; a
// killed worker leaves its job Failed with WorkerCrashed, and retry() goes on. Lives on the desk's thread.
class EncodeQueue : public QObject {
    Q_OBJECT

public:
    EncodeQueue(Replica &replica, const QString &workerProgram, const QString &outputDirectory, const Clock &clock,
                QObject *parent = nullptr);
    ~EncodeQueue() override;

    // Begins to work; until then jobs only wait (a command line that only asks should not encode).
    void start();

    // The built-in presets, by name: "720p", "360p".
    static QStringList presets();

    // Queues a job for each preset. Errors: FileMissing (no local original), InvalidArgument (unknown preset).
    Result<QList<QUuid>> enqueue(const Id<MediaAsset> &asset, const QStringList &presetNames);
    QList<EncodeJob> jobs() const; // oldest first, with live progress
    std::optional<EncodeJob> job(const QUuid &id) const;
    void pause(const QUuid &id);  // SIGSTOP when running
    void resume(const QUuid &id);
    void cancel(const QUuid &id); // SIGKILL when running
    void retry(const QUuid &id);  // of a failed or cancelled one
    void remove(const QUuid &id); // of one that is not running
    qint64 runningPid() const;    // 0 when none; for tests and diagnosis

Q_SIGNALS:
    void jobChanged(const QUuid &id);
    void jobsReset();
    // The rendition is finished, verified and announced as a variant.
    void finished(const QUuid &jobId, const QUuid &assetId, const QString &preset);
    void changed(); // something was executed: the desk kicks its sync engine

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace rawi
