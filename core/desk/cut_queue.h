#pragma once

#include "core/desk/media_intake.h"
#include "core/media/edit_list.h"

#include <QObject>

namespace rawi {

// Makes edits into files: one rawi-media process after the other. What is made becomes a file of its own of the same item,
// because it is cut, encoded and published like any other; the original stays. Cuts that are under way end with the desk.
// Lives on the desk's thread.
class CutQueue : public QObject {
    Q_OBJECT

public:
    CutQueue(Replica &replica, MediaIntake &intake, const QString &workerProgram, const QString &outputDirectory,
             QObject *parent = nullptr);
    ~CutQueue() override;

    // Queues what the edit plays of an asset; answers with failed, or with made and (when it is in the library) added.
    // Errors: InvalidArgument (the edit), NotFound, FileMissing naming a file that is not on this desk.
    Result<QUuid> add(const Id<MediaAsset> &asset, const EditList &edit);
    void cancel(const QUuid &job);
    bool contains(const QUuid &job) const; // waiting, being made or being taken in

Q_SIGNALS:
    void progressed(const QUuid &job, int permille, qint64 etaMs); // -1 = not known
    void made(const QUuid &job, const QString &path, qint64 copiedFrames, qint64 encodedFrames);
    void added(const QUuid &job, const QUuid &assetId);
    void failed(const QUuid &job, const rawi::Error &error);

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace rawi
