#pragma once

#include "core/engine/av/av_input.h"

namespace rawi {

// Full: every pixel as the standard says. Preview: for small pictures of it; leaves out what only large ones show. Scan:
// also leaves out the frames that no other one needs.
enum class DecodeEffort { Full, Preview, Scan };

// Decodes one stream of an AvInput, frame by frame. Belongs to one thread (libav may use more inside).
class FrameDecoder {
public:
    // Errors: MediaUnsupported when there is no allowed decoder; TooLarge.
    static Result<std::unique_ptr<FrameDecoder>> open(AvInput &input, int stream, int threads,
                                                       DecodeEffort effort = DecodeEffort::Full);

    // The next frame with its pts in the stream's time base; false after the last one. Damaged packets are
    // skipped and counted; the end is libav's end of file and nothing else.
    // Errors: as AvInput::read; TooLarge when memory runs out; MediaTruncated when packets came but none
    // could be decoded.
    Result<bool> next(AVFrame *frame);
    // The next key frame and nothing between: packets that are none are not decoded. False after the last one.
    // Errors: as next().
    Result<bool> nextKey(AVFrame *frame);
    // Seeks and forgets what was decoded before.
    Result<void> seek(qint64 timestamp);

    const AVStream *stream() const { return m_input.context()->streams[m_stream]; }
    const AVCodecContext *codec() const { return m_codec.get(); }
    qint64 damagedPackets() const { return m_damaged; }

private:
    FrameDecoder(AvInput &input, int stream) : m_input(input), m_stream(stream) {}
    Result<bool> feed();
    void stamp(AVFrame *frame);

    AvInput &m_input;
    int m_stream;
    CodecPtr m_codec;
    PacketPtr m_packet = makePacket();
    bool m_drained = false;
    qint64 m_damaged = 0;
    qint64 m_frames = 0;
    qint64 m_nextPts = AV_NOPTS_VALUE;
};

// A frame's own length in its time base, 0 when unknown.
qint64 frameDuration(const AVFrame *frame);

} // namespace rawi
