#pragma once

#include "core/engine/checkpoint_store.h"

namespace rawi {

// A finished sound track on its way into a file.
struct JoinedSound {
    QString path; // an intermediate file
    QString language; // BCP 47, may be empty
    AudioRole role = AudioRole::Original;
};

// What goes into one final file.
struct JoinOrder {
    QString path;
    OutputForm form = OutputForm::Mp4;
    QList<JoinedSound> sounds;
};

struct JoinedFile {
    qint64 size = 0;       // bytes
    qint64 frames = 0;     // of video
    qint64 durationUs = 0;
    int width = 0;
    int height = 0;
};

// Copies the finished segments of `store` and the sounds into the final file, without encoding again.
// Errors: Internal when the frames are not those the store counted; DiskFull, IoError.
Result<JoinedFile> joinParts(const CheckpointStore &store, const JoinOrder &order);

} // namespace rawi
