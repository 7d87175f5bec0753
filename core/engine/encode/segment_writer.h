#pragma once

#include "core/engine/av/mux_file.h"
#include "core/engine/encode/checkpoint_store.h"
#include "core/engine/encode/video_encoder.h"

#include <deque>

namespace rawi {

// One closed segment: an encoder of its own, so that a segment depends on nothing before it. Belongs to one thread.
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
    bool m_countsFrames = false;
    std::deque<qint64> m_times; // of the frames in the encoder, when it counts frames: it keeps their order
    CodecPtr m_codec;
    std::unique_ptr<MuxFile> m_file;
    PacketPtr m_packet = makePacket();
    SegmentRecord m_record;
    qint64 m_written = 0;
};

} // namespace rawi
