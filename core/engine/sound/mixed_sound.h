#pragma once

#include "core/engine/av/frame_decoder.h"

#include <vector>

struct SwrContext;

namespace rawi {

// Samples of each channel, full scale ±1.
using SoundPlanes = std::vector<std::vector<float>>;

// One sound stream decoded, mixed to one or two channels (ITU-R BS.775-3 Annex 4: coefficients 1, 0.7071, 0.5; the LFE is
// left out) and resampled, on the file's clock: 0 is AvInput::startUs(); a late start and holes of more than a tenth of a
// second become silence, overlaps are cut, nothing is stretched. Belongs to one thread.
class MixedSound {
public:
    // `rate`: 0 = the source's own. Errors: as FrameDecoder::open and next().
    static Result<std::unique_ptr<MixedSound>> open(AvInput &input, int stream, int channels, int rate);
    ~MixedSound();

    bool empty() const { return !m_more && m_rate == 0; } // the stream has not one frame
    int rate() const { return m_rate; }
    int channels() const { return m_channels; }
    // More channels come in than go out: sums may pass full scale.
    bool mixesDown() const { return m_mixesDown; }
    // Bits of a sample of the source, 0 where it has none (lossy codecs).
    int sourceBits() const { return m_sourceBits; }
    int sourceChannels() const { return m_sourceChannels; }
    qint64 reachedUs() const { return m_reachedUs; }

    // The next samples, replacing what `out` held; none at the end. Errors: as FrameDecoder::next.
    Result<int> next(SoundPlanes &out);

private:
    MixedSound(AvInput &input, int channels) : m_input(input), m_channels(channels) {}
    Error failed(int code) const;
    Result<void> start(int stream, int rate);
    bool sameForm() const;
    int setMatrix(int from, bool named);
    Result<void> openResampler();
    Result<void> take(SoundPlanes &out);
    Result<qint64> joinedAt(qint64 atUs, qint64 samples);
    Result<void> convert(uint8_t **samples, int count, SoundPlanes &out);

    AvInput &m_input;
    int m_channels;
    std::unique_ptr<FrameDecoder> m_decoder;
    FramePtr m_frame = makeFrame();
    bool m_more = false; // m_frame waits to be converted
    SwrContext *m_swr = nullptr;
    AVChannelLayout m_layout = {};
    int m_format = -1;
    int m_inRate = 0;
    int m_rate = 0;
    int m_sourceBits = 0;
    int m_sourceChannels = 0;
    bool m_mixesDown = false;
    bool m_started = false;
    qint64 m_converted = 0; // samples handed out
    qint64 m_clockShiftUs = 0;
    qint64 m_reachedUs = 0;
};

} // namespace rawi
