#pragma once

#include "core/engine/av/frame_decoder.h"

struct SwrContext;

namespace rawi {

// Decodes one sound stream into planes of floats on the file's own timeline: 0 is AvInput::startUs(), holes of more
// than a tenth of a second become silence, overlaps are cut. The form of the first frame holds for all. Belongs to one
// thread.
class SoundReader {
public:
    // Errors: as FrameDecoder::open and next(); MediaTruncated when the stream has no frame.
    static Result<std::unique_ptr<SoundReader>> open(AvInput &input, int stream);
    ~SoundReader();

    struct Piece {
        const float *const *planes = nullptr; // one for each channel; valid until the next call
        int samples = 0;
    };
    // The next samples, at least one; none after the last ones. Errors: as FrameDecoder::next.
    Result<std::optional<Piece>> next();

    int sampleRate() const { return m_rate; }
    int channels() const { return m_layout.nb_channels; }
    const AVChannelLayout &layout() const { return m_layout; }
    qint64 damagedPackets() const { return m_decoder->damagedPackets(); }

private:
    explicit SoundReader(AvInput &input) : m_input(input) {}
    Result<void> start();
    Result<Piece> converted();
    Result<void> openConverter();
    Piece silence();

    AvInput &m_input;
    std::unique_ptr<FrameDecoder> m_decoder;
    FramePtr m_frame = makeFrame();
    bool m_pending = false; // m_frame waits to be handed out
    int m_rate = 0;
    AVChannelLayout m_layout = {};
    SwrContext *m_converter = nullptr;
    int m_fromFormat = -1;
    int m_fromRate = 0;
    AVChannelLayout m_fromLayout = {};
    qint64 m_position = 0; // samples handed out
    qint64 m_shift = 0;    // samples the source's clock is ahead by, where it jumped for no reason
    qint64 m_reachedUs = INT64_MAX; // where the frame before begins on the source's clock
    qint64 m_silence = 0;  // samples to hand out before m_frame
    std::vector<std::vector<float>> m_buffers;
    std::vector<const float *> m_planes;
};

} // namespace rawi
