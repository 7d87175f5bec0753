#pragma once

#include "core/desk/media/local_media_store.h"

namespace rawi {

// A file of the library that another one may be the same as.
struct KnownFile {
    Id<MediaAsset> asset;
    Id<ContentItem> item;
    QString sha256; // empty while nobody has read it
    QString path;   // on this desk; empty when only others have it
};

// The files of the library with so many bytes, whose items are there.
Result<QList<KnownFile>> filesOfSize(const Replica &replica, const LocalMediaStore &localMedia, qint64 size);
// The first of them with the content of the file at `path`, told by SHA-256; else one without asset that has the digest of that
// file (empty when it cannot be read). Reads files: for a thread of its own.
KnownFile sameFile(const QString &path, const QList<KnownFile> &files);

} // namespace rawi
