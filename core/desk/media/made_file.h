#pragma once

#include "core/desk/media/local_media_store.h"
#include "core/media/worker_results.h"
#include "core/replica/replica.h"

#include <functional>

namespace rawi {

// Takes over files that a worker made of an asset: notes where they lie on this desk, and announces each as the variant
// of its name (size and hash are read from the disk), all of them in one commit with what `first` writes before and `more`
// after. The same file again changes nothing. Errors: as fileSha256, LocalMediaStore::put, Replica::execute and both.
Result<void> keepMadeFiles(Replica &replica, LocalMediaStore &localMedia, const Id<MediaAsset> &asset,
                           const QList<MadeVariant> &files,
                           const std::function<Result<void>()> &more = [] { return Result<void>(); },
                           const std::function<Result<void>()> &first = {});

} // namespace rawi
