#pragma once

#include "core/engine/av/av_common.h"

#include <QList>

namespace rawi {

class SourceFile;

// Where a stream of a chained Ogg begins, and the unit of its packets' times.
struct ChainedPart {
    qint64 position = 0; // byte
    AVCodecID codec = AV_CODEC_ID_NONE;
    AVRational timeBase = {0, 1};
};

// All of them, in order; every page's header is read. Nothing of a file that is no Ogg.
QList<ChainedPart> chainedParts(const SourceFile &file);

// FFmpeg gives all parts of a chain the first one's time base, though each counts in its own (RFC 3533 §6, RFC 9639 §9.1.6):
// brings a packet's times from its own part's to the stream's.
void ontoTimeBase(AVPacket *packet, const AVStream *stream, const AVInputFormat *format, const QList<ChainedPart> &parts);

} // namespace rawi
