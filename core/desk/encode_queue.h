#pragma once

#include "core/desk/encode_policy.h"
#include "core/replica/local_media_store.h"

#include <QObject>

namespace rawi {

// What is to be made of an asset.
struct EncodeRequest {
    Id<MediaAsset> asset;
    QStringList presets; // by key, at least one
    EncodeKind kind = EncodeKind::Encode;
    QJsonObject extras;  // the plan's other members: edit, frame_centre, subtitles, chapters, audio_tracks
    EncodePriority priority = EncodePriority::Normal;
};

// The desk's encodes: one rawi-media process a job, as many at once as the limits say, by priority and in order. Jobs
// survive the desk and go on from their last finished segment; a killed worker leaves its job Failed with
// WorkerCrashed, and retry() goes on. Lives on the desk's thread.
class EncodeQueue : public QObject {
    Q_OBJECT

public:
    EncodeQueue(Replica &replica, const QString &workerProgram, const QString &outputDirectory, const Clock &clock,
                QObject *parent = nullptr);
    ~EncodeQueue() override;

    // Begins to work; until then jobs only wait (a command line that only asks should not encode).
    void start();
    // Where the machine's batteries are told, instead of /sys/class/power_supply.
    void setPowerSupplyFolder(const QString &folder);

    // The presets that are offered first, by key.
    static QStringList presets();

    // Queues one job for all presets; what is already on its way is not queued again, a job that failed at exactly
    // this is tried again, and one that has not begun takes the presets over. The jobs that will make them.
    // Errors: FileMissing (no local original), InvalidArgument (no or an unknown preset).
    Result<QList<QUuid>> enqueue(const EncodeRequest &request);
    Result<QList<QUuid>> enqueue(const Id<MediaAsset> &asset, const QStringList &presetNames);

    QList<EncodeJob> jobs() const; // in queue order (inQueueOrder), with live progress
    std::optional<EncodeJob> job(const QUuid &id) const;
    EncodeTotals totals() const;
    QString log(const QUuid &id) const; // of its worker, in plain English; the last 64 KiB
    qint64 runningPid(const QUuid &id) const; // 0 when it does not run; for tests and diagnosis

    void pause(const QUuid &id); // SIGSTOP when running
    void resume(const QUuid &id);
    void cancel(const QUuid &id); // SIGKILL when running
    void retry(const QUuid &id);  // of a failed or cancelled one
    void remove(const QUuid &id); // of one that is not running; what it has not finished is deleted
    void setPriority(const QUuid &id, EncodePriority priority); // to the end of that priority
    // Puts open jobs, in this order, before another (null: behind all). See movedBefore.
    void move(const QList<QUuid> &ids, const QUuid &before);

    const EncodeLimits &limits() const;
    // Kept, and followed at once. Errors: of the replica.
    Result<void> setLimits(const EncodeLimits &limits);
    EncodeHold hold() const; // why nothing runs at the moment

Q_SIGNALS:
    void jobChanged(const QUuid &id);
    void jobsReset(); // others, or in another order
    void holdChanged();
    void limitsChanged();
    // Every rendition is finished, verified and announced as a variant.
    void finished(const QUuid &jobId, const QUuid &assetId, const QStringList &presets);
    void ranDry();  // the last job ended and nothing waits
    void changed(); // something was executed: the desk kicks its sync engine

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace rawi
