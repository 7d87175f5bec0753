#pragma once

#include <QJsonObject>

namespace rawi {

class SourceFile;

// Whether browsers and phones of the last ten years play the file as it is, judged from a probe's report
// without its verdict: {"plays_everywhere": bool, "reasons": [codes]}. Codes: container, video_codec,
// pixel_format, hdr, interlaced, variable_frame_rate (informs only), sample_aspect, large_picture, audio_codec,
// audio_channels, index_at_end (informs only: playable, but starts late over a network), picture_format.
QJsonObject verdictOn(const QJsonObject &report, const SourceFile &source);

} // namespace rawi
