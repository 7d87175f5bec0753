#pragma once

#include "core/engine/av/source_file.h"

#include <optional>

namespace rawi {

// What the container itself promises against what the file holds, read without FFmpeg, which plays cut files
// without a word. Boxes of ISO BMFF (ISO/IEC 14496-12), RIFF sizes, Matroska's Segment, JPEG's EOI, PNG's
// IEND, and what stated_sizes.h reads. The answer is the plain English cause, or nothing when the file looks whole or is of
// another kind.
// A film of fragments (ISO/IEC 14496-12 §8.8) whose last one is cut is whole up to there: no cut.
std::optional<QString> truncationOf(const SourceFile &file);
// Whether a recorder died, or wrote into a pipe: a film of fragments ends inside one, a Matroska or WAV file does not say how
// long it is.
bool wasNotFinished(const SourceFile &file);

// The number of pixels a PNG's or GIF's header declares, 0 for other files. FFmpeg calls too large ones merely
// "unspecified size".
qint64 declaredPixels(const SourceFile &file);

} // namespace rawi
