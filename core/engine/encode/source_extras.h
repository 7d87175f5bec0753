#pragma once

#include "core/engine/av/source_file.h"
#include "core/engine/av/text_track.h"
#include "core/media/encode_plan.h"

namespace rawi {

// A sound beside the main one that goes along where a file can hold several.
struct FurtherSound {
    PlanAudioTrack track;
    QString name; // "sound 2 (eng)"
};

// What a film holds beside its picture and main sound.
struct SourceExtras {
    QList<PlanChapter> chapters; // from the film's start
    QString language;            // of the main sound, BCP 47; may be empty
    QList<TextTrack> texts;      // its subtitles that are text
    QList<FurtherSound> sounds;  // at most seven
    QStringList leftOut;         // what no rendition takes over: "sound 9 (eng)", "subtitles 4 (ara): pictures, not text", "attachment 5"
};

// Reads the film through where it has subtitles, else only its header. Errors: as AvInput::open.
Result<SourceExtras> extrasOf(const SourceFile &film);

} // namespace rawi
