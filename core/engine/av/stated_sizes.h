#pragma once

#include "core/engine/av/source_file.h"

#include <optional>

namespace rawi {

// "The file ends early": what of it reaches which byte, and how much of the whole is not there.
QString cutShort(const char *what, qint64 promised, qint64 size);

// The part of truncationOf() for AIFF, AU, RF64, Wave64, CAF, FLV, ASF, MXF and MP3: their headers say how long the file or its
// sound is in bytes. Nothing where they do not say it.
std::optional<QString> statedSizeCut(const SourceFile &file, const QByteArray &head);

// The samples that a FLAC's STREAMINFO promises, and its rate (RFC 9639 §8.2); 0 where it does not say, or for other files.
struct FlacPromise {
    qint64 samples = 0;
    int rate = 0;
    int blockSize = 0; // of all its frames but the last; 0 when they differ
};
FlacPromise flacPromise(const SourceFile &file);
// The first frame header in the block from a place on, and its number: of the frame, or of its first sample where frames differ
// in length (RFC 9639 §9.1).
struct FlacFrame {
    qsizetype at = 0;
    qint64 number = 0;
    int rate = 0; // Hz; 0 where it is the stream's
};
std::optional<FlacFrame> findFlacFrame(const QByteArray &block, qsizetype from);
// The headers of the FLACs that are joined to the first one, as bytes from … to before …. All of the file is read: a parser of
// frames would take such a header for a part of the frame before it, and lose the next one.
QList<QPair<qint64, qint64>> flacHeadersInside(const SourceFile &file);
// Where the last frame near the end of the file ends; −1 when there is none, or the frames are of different lengths.
qint64 lastFlacFrameUs(const SourceFile &file, const FlacPromise &promise);

// "its sound ends after 2.4 s of 4.0 s: 1.6 s are missing from there on"
QString missingText(const char *what, qint64 endUs, qint64 promisedUs);

} // namespace rawi
