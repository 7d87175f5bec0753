#pragma once

#include "core/engine/av/av_common.h"
#include "core/media/encode_settings.h"
#include "core/subtitles/cue.h"

namespace rawi {

// A subtitle track on its way into a file; cue times are those of the finished film.
struct TextTrack {
    QList<Cue> cues;
    QString language; // BCP 47, may be empty
};

// Cues in order of time that never overlap, as one track of MP4 needs them (ISO/IEC 14496-17): what is on screen at the
// same time stands in one cue.
QList<Cue> withoutOverlaps(const QList<Cue> &cues);
// The codec of subtitles in a container, and one cue as its packet. MP4: 3GPP timed text (TS 26.245), plain; WebM and
// Matroska: WebVTT.
AVCodecID textCodec(OutputForm form);
QByteArray textPacket(OutputForm form, const Cue &cue);
// What the container's header wants to know of the track.
QByteArray textHeader(OutputForm form);

} // namespace rawi
