#pragma once

#include "core/engine/checkpoint_store.h"
#include "core/engine/geometry.h"
#include "core/engine/mux_file.h"

namespace rawi {

// What all segments of one rendition have in common.
struct VideoFormat {
    PictureSize size;
    AVRational timeBase{1, 90000};
    AVRational frameRate{25, 1};
    AVColorSpace matrix = AVCOL_SPC_BT709;
    AVColorPrimaries primaries = AVCOL_PRI_BT709;
    AVColorTransferCharacteristic transfer = AVCOL_TRC_BT709;
};

// One closed segment: an x264 of its own, so that a segment depends on nothing before it.
class SegmentWriter {
public:
    static Result<std::unique_ptr<SegmentWriter>> open(const QString &path, const VideoFormat &format,
                                                       const VideoSettings &settings);
    // `frame` has its pts in the format's time base, rising from call to call.
    Result<void> add(AVFrame *frame);
    // Errors: Internal when the encoder gave back fewer frames than it got.
    Result<SegmentRecord> finish();
    qint64 firstPts() const { return m_record.firstPts; }

private:
    SegmentWriter() = default;
    Result<void> drain();

    QString m_name;
    AVRational m_timeBase{};
    CodecPtr m_codec;
    std::unique_ptr<MuxFile> m_file;
    PacketPtr m_packet = makePacket();
    SegmentRecord m_record;
    qint64 m_written = 0;
};

} // namespace rawi
