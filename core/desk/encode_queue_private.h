#pragma once

#include "core/desk/encode_queue.h"
#include "core/desk/encode_run.h"

#include <QTimer>

namespace rawi {

struct EncodeQueue::Private {
    Private(EncodeQueue *queue, Replica &house, const QString &workerProgram, const QString &directory, const Clock &now);

    EncodeQueue *q;
    Replica &replica;
    EncodeJobStore store;
    LocalMediaStore localMedia;
    QString worker;
    QString outputDirectory;
    const Clock &clock;
    QString powerFolder = QStringLiteral("/sys/class/power_supply");
    EncodeLimits limits;
    QList<EncodeJob> jobs;
    QHash<QUuid, EncodeRun *> runs; // also of paused jobs, whose worker stands still
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
    EncodeJob *sameToTryAgain(const EncodeRequest &request, const QJsonObject &plan);
    EncodeJob *sameNotBegun(const EncodeRequest &request);
    Result<EncodeJob> made(const EncodeRequest &request, const QString &sourcePath, const QJsonObject &plan);

    QString folderOf(const EncodeJob &job) const;
    QString logOf(const QUuid &id) const;
    EncodeCircumstances circumstances() const;
    void look(); // at the circumstances: stops or goes on
    void next();
    void start(EncodeJob &job);
    void progress(const QUuid &id, const EncodeRunProgress &progress);
    void ended(const QUuid &id, const QList<QJsonObject> &renditions, int resumedSegments,
               const std::optional<Error> &error);
    Result<void> keepRenditions(EncodeJob &job, const QList<QJsonObject> &renditions);
    Result<void> keepRendition(EncodeJob &job, const QJsonObject &rendition);
    Result<void> keepPart(const EncodeJob &job, const QJsonObject &part);
};

} // namespace rawi
