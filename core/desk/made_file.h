#pragma once

#include "core/replica/local_media_store.h"
#include "core/replica/replica.h"

namespace rawi {

// Takes over a file that a worker made of an asset: notes where it lies on this desk, and announces it as the variant
// `file`'s "name" (with its "path", "content_type", "width", "height" as the worker says them; size and hash are read from
// the disk). The same file again changes nothing. Errors: as hashFile, LocalMediaStore::put and Replica::execute.
Result<void> keepMadeFile(Replica &replica, LocalMediaStore &localMedia, const Id<MediaAsset> &asset, VariantType type,
                          const QJsonObject &file);

} // namespace rawi
