#pragma once

#include "core/desk/media/local_media_store.h"
#include "core/media/worker_results.h"
#include "core/replica/replica.h"

#include <QObject>

#include <functional>

namespace rawi {

// Takes files into the library: probes each in a worker process, makes an item and an asset of it, then its
// thumbnails and poster. Lives on the desk's thread; the work is in processes of rawi-media, forked from a ready one.
class MediaIntake : public QObject {
    Q_OBJECT

public:
    MediaIntake(Replica &replica, const QString &workerProgram, const QString &cacheDirectory, const Clock &clock,
                QObject *parent = nullptr);
    ~MediaIntake() override;

    // Answers with added or failed for each path. `item` null: a new item for each file.
    void add(const QStringList &paths, const Id<ContentItem> &item = {});
    int waiting() const; // files not answered yet
    // Asks the original, which must be on this desk, where it was taken: {tag: value} as the file says it, empty when it says
    // nothing. It is not kept. `told` is called once, never before this returns. Errors: FileMissing.
    using PlaceTold = std::function<void(const QJsonObject &place, const std::optional<Error> &error)>;
    Result<void> askPlace(const Id<MediaAsset> &asset, const PlaceTold &told);
    // Makes poster and thumbnails anew from the frame at `atMs` of the original, which must be on this desk, or from a
    // picture of a frame; answers with picturesReady. What can be offered: offeredPosters(). The files of another choice
    // stay where they are, so that putPictures() can go back to them. Errors: FileMissing.
    Result<void> choosePoster(const Id<MediaAsset> &asset, qint64 atMs);
    Result<void> choosePosterPicture(const Id<MediaAsset> &asset, const QString &path);
    // Makes a cover of a series of a picture file; answers with coverReady.
    void addCover(const QUuid &series, const QString &path);
    // Goes back to what presentPictures() once gave; answers with picturesReady before it returns. Errors: FileMissing, and
    // those of media.add_variant.
    Result<void> putPictures(const Id<MediaAsset> &asset, const QList<MadeVariant> &pictures);

Q_SIGNALS:
    void started(const QString &path);
    void added(const QString &path, const QUuid &contentId, const QUuid &assetId);
    void failed(const QString &path, const rawi::Error &error);
    // Thumbnails and poster are there (or could not be made: error; Error{} for none).
    void picturesReady(const QUuid &assetId, const rawi::Error &error);
    // The series has this cover (or could not get it: error, and no asset).
    void coverReady(const QUuid &series, const QUuid &assetId, const rawi::Error &error);
    // Whether somebody waits for a probe or for first pictures.
    void busyChanged(bool busy);
    void originalHashed(const QUuid &assetId);
    void changed(); // something was executed: the desk kicks its sync engine

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace rawi
