#pragma once

#include "core/desk/media/encode_queue.h"
#include "core/media/encode_plan.h"

namespace rawi {

// What of an item goes into its renditions beside picture and sound.
struct EncodeExtras {
    bool texts = true;    // subtitles and captions as tracks, chapters as chapters
    QString burn;         // the language (BCP 47) whose subtitles are drawn into the picture; empty = none
    bool edited = false;  // what the newest edit of the film plays, instead of the whole film
    bool incomplete = false; // of a film that breaks off or is damaged what there is
    bool operator==(const EncodeExtras &) const = default;
};

// Where the original lies on this desk. Errors: FileMissing, naming it.
Result<QString> originalOf(Replica &replica, const Id<MediaAsset> &asset);
// Every other film that the edit names. Errors: as originalOf.
Result<QList<PlanFilm>> filmsOf(Replica &replica, const EditList &edit);

// EncodeRequest::extras of that choice, from what is written about the asset on this desk; nothing for pictures. Tracks
// become files below `folder`, named after their content, so that the same choice again is the same encode. Times follow the
// edit: a cue that is cut away goes, one that is cut through is shortened. Errors: NotFound (the asset; an edit that nobody
// made; subtitles of a language it does not have), FileMissing naming a film of the edit that is not on this desk, IoError, DiskFull.
Result<QJsonObject> extrasFor(Replica &replica, const Id<MediaAsset> &asset, const EncodeExtras &wanted, const QString &folder);

} // namespace rawi
