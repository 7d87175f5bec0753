#pragma once

#include "core/engine/av/text_track.h"
#include "core/engine/encode/checkpoint_store.h"

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
    QStringList segments;    // of the picture, intermediate files
    qint64 frames = 0;       // they must hold
    qint64 lastDuration = 0; // of the last frame, in the picture's time base
    const SourceFile *copied = nullptr; // instead of segments: the film whose picture is copied
    QList<JoinedSound> sounds;
    QList<TextTrack> texts;
    QList<PlanChapter> chapters;
    qint64 filmMs = 0; // where the last chapter ends
};

struct JoinedFile {
    qint64 size = 0;       // bytes
    qint64 frames = 0;     // of video
    qint64 durationUs = 0;
    int width = 0;
    int height = 0;
};

// Copies picture, sounds and texts into the final file, without encoding again.
// Errors: Internal when the frames are not those that were counted; DiskFull, IoError.
Result<JoinedFile> joinParts(const JoinOrder &order);

} // namespace rawi
