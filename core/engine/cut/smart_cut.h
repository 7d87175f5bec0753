#pragma once

#include "core/engine/av/encode_progress.h"
#include "core/engine/av/source_file.h"
#include "core/media/edit_list.h"

#include <vector>

namespace rawi {

// A film that an edit plays, opened while files can still be opened.
struct CutSource {
    Id<MediaAsset> asset; // as EditRange::asset; null = the film that is edited
    SourceFile file;
};

// Makes what the edit plays, in FOLDER/cut.mp4 (cut.m4a when the first source has no picture). The frames are exactly those
// that start within the ranges, each once, and a range begins and ends with its first and last frame. Of H.264 in MP4, MOV
// and Matroska only the frames between a cut and the next IDR frame are encoded, the others are copied, with parameter sets
// in the stream (sample entry avc3, ISO/IEC 14496-15 §5.4.2); other films, and those of another form than the first, are
// encoded as H.264 of the first's form. Sound is cut to the sample: AAC-LC of one range is copied, all else becomes AAC. The
// sources are only read.
// Errors: as probeMedia; NotFound for an asset without a source; InvalidArgument naming a range that holds no frame;
// MediaTruncated when frames in a range cannot be decoded; DiskFull, IoError.
Result<CutResult> smartCut(const std::vector<CutSource> &sources, const EditList &edit, const QString &folder,
                           const EncodeProgressFunction &onProgress);

} // namespace rawi
