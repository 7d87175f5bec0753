#pragma once

#include "core/engine/av/encode_progress.h"
#include "core/engine/av/film_source.h"
#include "core/engine/av/geometry.h"
#include "core/engine/av/source_file.h"
#include "core/engine/encode/hardware_encoder.h"
#include "core/engine/picture/subtitle_fonts.h"
#include "core/media/encode_plan.h"
#include "core/media/worker_results.h"
#include "core/subtitles/cue.h"

#include <optional>
#include <vector>

namespace rawi {

// The files of one plan, opened while files can still be opened: the engine never opens one by its name.
struct EncodeSources {
    SourceFile film;
    FilmSources films;                            // as plan.films
    std::vector<std::optional<SourceFile>> audio; // as plan.audioTracks; nothing where the film's own sound is meant
    QList<SubtitleFile> subtitles;                // as plan.subtitles
    SubtitleFonts fonts;                          // only when some are to be burnt

    // Errors: as SourceFile::open, parseSubtitles and SubtitleFonts::read.
    static Result<EncodeSources> open(const QString &film, const EncodePlan &plan);
};

// The size in which the film's picture is shown, upright and in square pixels; nothing where it has no moving picture.
// Errors: as probeMedia.
Result<PictureSize> shownSizeOf(const SourceFile &film);

// Makes every rendition of the plan, in FOLDER/NAME.EXTENSION (.m4a when the film turns out to be sound only). Work in
// progress lies in FOLDER/NAME.work: finished segments of a few seconds. Called again with the same source, plan and
// folder after being killed it goes on after the last finished segment of each, and gives the same frames and times.
// Frame times of the source are kept, counted from its start.
// `hardware`: tried in this order when the plan asks for it; a rendition whose graphics encoder fails, in whatever segment,
// is begun anew on the processor. Errors: as probeMedia; MediaUnsupported for a still
// picture; DiskFull (what is finished stays, and is used when called again), IoError; Internal when frames got lost.
Result<EncodeResult> encodeMedia(const EncodeSources &sources, const EncodePlan &plan, const QString &folder,
                                 const EncodeProgressFunction &onProgress,
                                 const QList<HardwareEncoder> &hardware = knownHardware());
// Removes every FOLDER/NAME.work. To be called when the result is safely announced.
void dropCheckpoints(const QString &folder, const EncodePlan &plan);

} // namespace rawi
