#pragma once

#include "core/engine/av/av_input.h"
#include "core/engine/av/stream_promise.h"

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
    // could be decoded, and at the end when less came than the container promised (StreamPromise).
    Result<bool> next(AVFrame *frame);
    // The next key frame and nothing between: packets that are none are not decoded. False after the last one.
    // Errors: as next().
    Result<bool> nextKey(AVFrame *frame);
    // Seeks and forgets what was decoded before. The next frame is a key frame, unless that is the file's start.
    Result<void> seek(qint64 timestamp);
    // Seeks, further back if need be, until the frame it then decodes is not after the timestamp, or is the first one.
    // Containers without an index, and those whose key frames stand far apart, may lead behind it. False: there is no frame.
    Result<bool> seekBefore(qint64 timestamp, AVFrame *frame);

    const AVStream *stream() const { return m_input.context()->streams[m_stream]; }
    const AVCodecContext *codec() const { return m_codec.get(); }
    qint64 damagedPackets() const { return m_damaged; }

private:
    FrameDecoder(AvInput &input, int stream) : m_input(input), m_stream(stream), m_promise(input, stream) {}
    Result<bool> feed();
    void noteDamage();
    void stamp(AVFrame *frame);

    AvInput &m_input;
    int m_stream;
    CodecPtr m_codec;
    PacketPtr m_packet = makePacket();
    StreamPromise m_promise;
    bool m_drained = false;
    bool m_waitsForKey = false; // packets before the next key frame are not decoded
    qint64 m_damaged = 0;
    qint64 m_frames = 0;
    qint64 m_nextPts = AV_NOPTS_VALUE;
};

// A frame's own length in its time base, 0 when unknown.
qint64 frameDuration(const AVFrame *frame);
// Whether it was coded as two fields.
bool isInterlaced(const AVFrame *frame);

} // namespace rawi
