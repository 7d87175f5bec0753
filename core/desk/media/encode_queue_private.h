#pragma once

#include "core/desk/media/encode_queue.h"
#include "core/desk/media/encode_run.h"
#include "core/desk/media/rendition_store.h"

#include <QTimer>

namespace rawi {

inline constexpr QLatin1StringView kRenditions("renditions"); // of a plan

// The jobs behind the queue: which runs when, and what becomes of it. Same thread as the queue.
struct EncodeQueue::Private {
    Private(EncodeQueue *queue, Replica &house, MediaIntake &library, const QString &workerProgram,
            const QString &directory, const Clock &now);

    EncodeQueue *q;
    Replica &replica;
    MediaIntake &intake;
    EncodeJobStore store;
    LocalMediaStore localMedia;
    RenditionStore renditions;
    QString worker;
    QString outputDirectory;
    QString cutDirectory;
    const Clock &clock;
    QString powerFolder = u"/sys/class/power_supply"_s;
    EncodeLimits limits;
    QList<EncodeJob> jobs;
    QHash<QUuid, EncodeRun *> runs; // also of paused jobs, whose worker stands still
    QHash<QString, QUuid> takingIn; // cuts that are made, on their way into the library: jobs by file
    EncodeHold hold = EncodeHold::None;
    QTimer watch;        // looks at battery, time and disk
    qint64 busySinceMs = 0; // since the queue last stood empty
    bool started = false;
    bool lookPosted = false;

    EncodeJob *find(const QUuid &id);
    void keep(EncodeJob &job);
    void load();
    void later(); // look(), from the event loop

    EncodeJob *sameUnderWay(const EncodeRequest &request, const QJsonObject &rendition);
    EncodeJob *sameToTryAgain(const EncodeJob &wanted);
    EncodeJob *sameNotBegun(const EncodeRequest &request);
    // A file that fails is one failed job: those of which a job makes all again, and those that failed for the same cause, whose
    // renditions it takes on.
    QList<QUuid> failedWithin(const EncodeJob &wanted) const;
    QList<QUuid> joinFailed(EncodeJob &failed) const;
    Result<EncodeJob> made(EncodeKind kind, const Id<MediaAsset> &asset, const QJsonObject &plan, EncodePriority priority);
    Result<QUuid> append(const EncodeJob &job);

    QString folderOf(const EncodeJob &job) const;
    QString logOf(const QUuid &id) const;
    EncodeCircumstances circumstances() const;
    void look(); // at the circumstances: stops or goes on
    void next();
    void start(EncodeJob &job);
    void progress(const QUuid &id, const EncodeProgress &progress);
    void ended(const QUuid &id, const EncodeRunResult &made, const std::optional<Error> &error);
    // The job's last word; `cut`: the asset that was made of one.
    void settle(EncodeJob &job, const std::optional<Error> &error, const QUuid &cut = {});
    void listenToIntake();
    Result<void> keepCut(EncodeJob &job, const CutResult &made);
    void takeIn(const QUuid &id);
};

} // namespace rawi
