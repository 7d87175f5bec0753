#pragma once

#include "core/replica/local_media_store.h"
#include "core/replica/replica.h"

#include <functional>

namespace rawi {

// A file that a worker made: an object with its "name", "path", "content_type", "width" and "height".
struct MadeFileReport {
    VariantType type = VariantType::Thumbnail;
    QJsonObject file;
};

// Takes over files that a worker made of an asset: notes where they lie on this desk, and announces each as the variant
// of its name (size and hash are read from the disk), all of them in one commit with what `more` writes. The same file
// again changes nothing. Errors: as hashFile, LocalMediaStore::put, Replica::execute and `more`.
Result<void> keepMadeFiles(Replica &replica, LocalMediaStore &localMedia, const Id<MediaAsset> &asset,
                           const QList<MadeFileReport> &files,
                           const std::function<Result<void>()> &more = [] { return Result<void>(); });

} // namespace rawi
