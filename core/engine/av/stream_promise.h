#pragma once

#include "core/engine/av/av_input.h"

namespace rawi {

// What a stream's container promises, beside what came of it: packets that were read, those that could not be decoded.
// Containers that guess, or that find out how long they are by looking at their own end, promise nothing. Belongs to one
// decoder.
class StreamPromise {
public:
    StreamPromise(const AvInput &input, int stream) : m_input(input), m_stream(stream) {}

    // A packet of the stream went to the decoder.
    void read(const AVPacket *packet);
    // It, or one shortly before it, was not decoded.
    void lost();

    // To be asked at the end of the file. Errors: MediaTruncated, saying how much is missing from where on; what the file's
    // findings tolerate is noted there instead.
    Result<void> check() const;

private:
    QString missing() const;
    qint64 us(qint64 time) const;

    const AvInput &m_input;
    int m_stream;
    qint64 m_end = INT64_MIN;  // of the packets so far, in the stream's time base
    qint64 m_newest = 0;       // the packet's time …
    qint64 m_length = 0;       // … and length
    qint64 m_lost = 0;
    qint64 m_firstLost = INT64_MIN;
};

} // namespace rawi
