#pragma once

#include "core/engine/av/av_common.h"
#include "core/media/encode_settings.h"

namespace rawi {

// An encoder on a graphics card.
struct HardwareEncoder {
    QByteArray name;    // as FFmpeg calls it: "h264_vaapi"
    QByteArray options; // "key=value,…", over its own ones; `device` is the node that VA-API opens
    bool operator==(const HardwareEncoder &) const = default;

    // "NAME[,KEY=VALUE…]". Errors: InvalidArgument.
    static Result<HardwareEncoder> parse(const QString &text);
};

// The H.264 encoders there may be, the fastest first. Whether one is there only trying tells (tryHardware).
QList<HardwareEncoder> knownHardware();

// Before avcodec_open2, on a context whose picture is described: the device, the format of its frames, and quality on the
// encoder's own scale. Errors: MediaUnsupported when there is no device; InvalidArgument for options that are none.
Result<void> prepareHardware(const HardwareEncoder &encoder, const VideoSettings &settings, AVCodecContext *codec,
                             AvOptions &options);
// A frame of YUV 4:2:0 as the opened encoder takes it: as it is, interleaved (NV12), or in the card's memory.
Result<FramePtr> frameFor(const AVCodecContext *codec, const AVFrame *frame);

} // namespace rawi
