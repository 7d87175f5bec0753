#pragma once

#include "core/desk/media/local_media_store.h"
#include "core/media/worker_results.h"
#include "core/replica/replica.h"

namespace rawi {

// A frame of a film that may become its poster.
struct PosterFrame {
    QString path; // of a small picture of it, on this desk
    qint64 atMs = 0;
};

// Takes over what a worker offered, the best first: it stays on this desk, the others see what
// was chosen. Errors: IoError, and those of LocalMediaStore::put.
Result<void> keepOfferedPosters(LocalMediaStore &localMedia, const Id<MediaAsset> &asset, const QList<ThumbPicture> &offered);
// What was offered and is still there, the best first; empty on a desk that never had the film.
QList<PosterFrame> offeredPosters(const LocalMediaStore &localMedia, const Id<MediaAsset> &asset);

// Poster and thumbnails that the asset has now and that lie on this desk, as keepMadeFiles() takes them: what an editor goes
// back to. Empty when there is no poster.
Result<QList<MadeVariant>> presentPictures(const Replica &replica, const LocalMediaStore &localMedia, const Id<MediaAsset> &asset);

} // namespace rawi
