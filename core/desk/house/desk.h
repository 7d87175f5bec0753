#pragma once

#include "core/desk/media/after_encodes_job.h"
#include "core/desk/media/analysis_queue.h"
#include "core/desk/media/batch_add_job.h"
#include "core/desk/media/encode_queue.h"
#include "core/desk/media/file_finder.h"
#include "core/desk/media/media_intake.h"
#include "core/desk/media/watch_folders.h"
#include "core/office/office_client.h"
#include "core/replica/draft_store.h"
#include "core/desk/media/local_media_store.h"
#include "core/replica/replica.h"
#include "core/sync/sync_engine.h"

#include <QObject>

namespace rawi {

class OfficeClient;

enum class UploadCause { ByItself, Asked };

// Everything a desk does, without a widget: the replica, the link to the server, taking files in, encoding.
// `rawi` puts windows on it and `rawictl` a command line. Lives on one thread (the GUI thread).
class Desk : public QObject {
    Q_OBJECT

public:
    // Opens the profile in `directory` (made when missing). `workerProgram` is the path of rawi-media.
    // Errors: as Replica::open; Locked (naming the process) when another Rawi has this profile open.
    static Result<std::unique_ptr<Desk>> open(const QString &directory, const QString &workerProgram,
                                              const Clock &clock, QObject *parent = nullptr);
    ~Desk() override;

    Replica &replica();
    SyncEngine &sync();
    OfficeClient &office();
    MediaIntake &intake();
    EncodeQueue &encodes();
    AnalysisQueue &analyses();
    AfterEncodesJob &afterEncodes();
    BatchAddJob &batch();
    WatchFolders &watchFolders();
    LocalMediaStore &localMedia();
    FileFinder &files();
    UploadStore &uploads();
    DraftStore &drafts();
    const RuleBook &rules() const;
    const Clock &clock() const;
    QString directory() const;
    QString cacheDirectory() const; // thumbnails, posters, renditions

    // Replica::execute, then a kick of the sync engine: what every screen calls.
    Result<Receipt> execute(const QString &command, const QJsonObject &args, const QJsonObject &base = {});

    // What waits for an editor: refused and quarantined commands, conflicts, files that others ask for, files that did not go
    // up, records with texts that are not saved, and all that watch folders ask about as one.
    int attentionCount() const;

    // The best picture of an item on this desk: the poster's file, or empty when there is none (yet).
    QString posterPath(const Id<MediaAsset> &asset) const;
    // An editor looks at this asset: its storyboard, waveform and other small files are brought from the server when another
    // desk made them; each that came is told by picturesChanged.
    void lookAt(const Id<MediaAsset> &asset);
    // What a player opens: the local original, else a local rendition; empty when only the server has it (then
    // SyncEngine::requestMediaUrl).
    QString playablePath(const Id<MediaAsset> &asset) const;
    // Queues the finished renditions (and, when asked, the original) of an asset for upload. An original that was not
    // hashed yet is read first, and queued then. What a person cancelled goes again only when a person asks for it; what
    // was paused stays paused.
    Result<void> uploadAsset(const Id<MediaAsset> &asset, bool withOriginal, UploadCause cause = UploadCause::ByItself);
    // Whether an original is still being read for that.
    bool preparingUploads() const;

Q_SIGNALS:
    // An asset has other pictures on this desk: made here, or brought from the server.
    void picturesChanged(const QUuid &assetId);
    // Storyboard, waveform or report of an asset are new on this desk.
    void analysisReady(const QUuid &assetId);

private:
    struct Private;
    explicit Desk(std::unique_ptr<Private> d, QObject *parent);
    void connectMedia();
    void forgetLostFiles();
    void sendFound(const QUuid &asset);
    void forgetSavedDrafts();
    void keepLostDrafts(const QSet<RowKey> &lost);
    std::unique_ptr<Private> d;
};

} // namespace rawi
