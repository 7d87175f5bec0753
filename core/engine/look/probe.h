#pragma once

#include "core/engine/av/source_file.h"

#include <QJsonObject>

namespace rawi {

// What is in a media file, found within `budgetMs`; at least one frame of it was really decoded. This object
// is what becomes MediaAsset.metadata:
//
//   schema        1
//   kind          "video" | "audio" | "picture"
//   content_type  media type, "video/mp4" (RFC 6838)
//   file_size     bytes
//   container     {"format": "mp4", "description": "QuickTime / MOV"}
//   duration_ms   0 for pictures;  bit_rate  bits/s, 0 when unknown
//   width height  as shown: after sample aspect and rotation; 0 for sound
//   streams       [{"index", "type": "video"|"audio"|"subtitle"|"data", "codec", "profile", "language" (as the
//                 file says it, ISO 639-2), "title", "disposition": ["default", "forced", "attached_pic" …],
//                 "duration_ms", "bit_rate",
//                 video: "coded_width", "coded_height", "width", "height", "rotation" (clockwise degrees),
//                   "mirrored", "sample_aspect" "4:3", "frame_rate" {"num", "den"}, "variable_frame_rate",
//                   "pixel_format", "bit_depth", "color_space", "color_primaries", "color_transfer",
//                   "color_range", "hdr", "interlaced"; where it says so: "hdr_format" "pq" | "hlg", "brightness"
//                   {"screen_min", "screen_max" (SMPTE ST 2086), "max_cll", "max_fall" (CTA-861.3); cd/m²}
//                 audio: "sample_rate", "channels", "channel_layout", "sample_format"}]
//   main_video main_audio   index of the stream a rendition is made from, -1 when none
//   chapters      [{"start_ms", "end_ms", "title"}]
//   tags          {name: value} of the container
//   exif          what a camera wrote, as text: {"make", "model", "lens", "taken_at", "exposure", "aperture", "iso",
//                 "focal_length", "orientation"}; missing when it wrote nothing
//   has_location  whether the file says where it was taken (EXIF GPS, ISO 6709)
//   verdict       {"plays_everywhere", "reasons": [codes of core/engine/verdict.h]}
//
// Errors: NotMedia, MediaTruncated, MediaUnsupported, TooLarge, Timeout, IoError.
Result<QJsonObject> probeMedia(const SourceFile &source, qint64 budgetMs = 10'000);

} // namespace rawi
