#pragma once

#include "core/engine/av/geometry.h"
#include "core/engine/encode/hardware_encoder.h"

#include <optional>

namespace rawi {

// What all segments of one rendition have in common.
struct VideoFormat {
    PictureSize size;
    AVRational timeBase{1, 90000};
    AVRational frameRate{25, 1};
    AVColorSpace matrix = AVCOL_SPC_BT709;
    AVColorPrimaries primaries = AVCOL_PRI_BT709;
    AVColorTransferCharacteristic transfer = AVCOL_TRC_BT709;
    int threads = 1;
    std::optional<HardwareEncoder> hardware; // none = the codec's own encoder, on the processor
};

// An opened encoder that starts with a closed group of pictures. VP9 and AV1 count frames instead of time: their rate
// control takes a tick of the clock for a frame; countsFrames() says so.
// Errors: MediaUnsupported when this FFmpeg has no such encoder; InvalidArgument when it refuses the settings; of a hardware encoder as prepareHardware.
Result<CodecPtr> openVideoEncoder(const VideoFormat &format, const VideoSettings &settings, const QString &subject);
bool countsFrames(VideoCodec codec);
// The encoder on the processor: "libx264".
const char *softwareEncoder(VideoCodec codec);

} // namespace rawi
