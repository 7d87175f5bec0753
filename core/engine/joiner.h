#pragma once

#include "core/engine/checkpoint_store.h"

namespace rawi {

struct JoinedFile {
    qint64 size = 0;       // bytes
    qint64 frames = 0;     // of video
    qint64 durationUs = 0;
    int width = 0;
    int height = 0;
};

// Copies the finished segments and the sound into the final MP4, index first, without encoding again.
// Errors: Internal when the frames are not those the store counted; DiskFull, IoError.
Result<JoinedFile> joinParts(const CheckpointStore &store, const QString &path);

} // namespace rawi
