#pragma once

#include "core/desk/media/encode_policy.h"
#include "core/desk/media/local_media_store.h"
#include "core/desk/media/media_intake.h"
#include "core/media/edit_list.h"

#include <QObject>

namespace rawi {

// What is to be made of an asset.
struct EncodeRequest {
    Id<MediaAsset> asset;
    QStringList presets; // by key, at least one
    QJsonObject extras;  // the plan's other members: edit, frame_centre, subtitles, chapters, audio_tracks
    EncodePriority priority = EncodePriority::Normal;
};

// The desk's encodes and cuts: one rawi-media process a job, as many at once as the limits say, by priority and in order.
// Jobs survive the desk: an encode goes on from its last finished segment, a cut starts over. A killed worker leaves its
// job Failed with WorkerCrashed, and retry() goes on. What a cut makes becomes a file of its own of the same item,
// because it is encoded and published like any other; the original stays. Lives on the desk's thread.
class EncodeQueue : public QObject {
    Q_OBJECT

public:
    // Renditions are made in `directory`/renditions, cuts in `directory`/cuts.
    EncodeQueue(Replica &replica, MediaIntake &intake, const QString &workerProgram, const QString &directory,
                const Clock &clock, QObject *parent = nullptr);
    ~EncodeQueue() override;

    // Begins to work; until then jobs only wait (a command line that only asks should not encode).
    void start();
    // Where the machine's batteries are told, instead of /sys/class/power_supply.
    void setPowerSupplyFolder(const QString &folder);

    // Queues one job for all presets, each as fittingPreset() says, once; what is already on its way is not queued again, a job that failed at exactly
    // this is tried again, and one that has not begun takes the presets over. The jobs that will make them.
    // Errors: FileMissing (no local original), InvalidArgument (no or an unknown preset).
    Result<QList<QUuid>> enqueue(const EncodeRequest &request);
    Result<QList<QUuid>> enqueue(const Id<MediaAsset> &asset, const QStringList &presetNames);
    // Queues what the edit plays of an asset; a cut that is on its way is not queued again, and one that failed at exactly
    // this is tried again. Errors: InvalidArgument (the edit), NotFound, FileMissing naming a file that is not on this desk.
    Result<QUuid> enqueueCut(const Id<MediaAsset> &asset, const EditList &edit,
                             EncodePriority priority = EncodePriority::Normal);

    QList<EncodeJob> jobs() const; // in queue order (inQueueOrder), with live progress
    std::optional<EncodeJob> job(const QUuid &id) const;
    EncodeTotals totals() const;
    QString log(const QUuid &id) const; // of its worker, in plain English; the last 64 KiB
    qint64 runningPid(const QUuid &id) const; // 0 when it does not run; for tests and diagnosis

    void pause(const QUuid &id); // SIGSTOP when running
    void resume(const QUuid &id);
    void cancel(const QUuid &id); // SIGKILL when running; a cut that is being taken in is as good as made
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
    // What was cut is in the library, and the job Done.
    void cutMade(const QUuid &jobId, const QUuid &assetId);
    void ranDry();  // the last job ended and nothing waits
    void changed(); // something was executed: the desk kicks its sync engine

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace rawi
