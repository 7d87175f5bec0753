#pragma once

#include "core/desk/media/local_media_store.h"
#include "core/media/file_request.h"
#include "core/sync/upload_store.h"

namespace rawi {

// Where the original of a media file is. Lost: it was on this desk, and is not where it was.
enum class FileWhere { Here, Lost, OnServer, OnOtherDesk };

// What this desk knows of that.
struct FilePlace {
    MediaAsset asset;
    FileWhere where = FileWhere::OnOtherDesk;
    QString lostPath;      // where it was
    QString sha256;        // of its content; empty while nobody has read it
    bool isShown = false;  // the server has a form of it that can be watched without it
    QList<FileRequest> requests;
};

// Errors: NotFound.
Result<FilePlace> placeOf(const Replica &replica, const LocalMediaStore &localMedia, const Id<MediaAsset> &asset);
// The originals that are lost to this desk, of items that are there.
Result<QList<FilePlace>> lostFiles(const Replica &replica, const LocalMediaStore &localMedia);
// What others ask of this desk: files that are here, and not on their way to the server yet; oldest first.
Result<QList<FileRequest>> requestsToThisDesk(const Replica &replica, const LocalMediaStore &localMedia, const UploadStore &uploads);

} // namespace rawi
