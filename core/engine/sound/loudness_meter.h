#pragma once

#include "core/base/result.h"
#include "core/engine/sound/true_peak.h"

#include <array>
#include <vector>

struct AVChannelLayout;

namespace rawi {

// Measures the loudness of sound as it comes by: ITU-R BS.1770-4 (K-weighting, gating), EBU R128 with Tech 3341
// (momentary, short-term, true peak) and Tech 3342 (range). Keeps eight bytes for each 100 ms. Belongs to one thread.
class LoudnessMeter {
public:
    // `channels` in the order L R C LFE Ls Rs (one: mono, two: stereo, four: L R Ls Rs, five: without LFE); further
    // ones weigh 1. Errors: InvalidArgument outside 4 … 768 kHz or 1 … 64 channels.
    static Result<LoudnessMeter> make(int sampleRate, int channels);
    // The weight of each channel in the sum of powers (BS.1770-4 table 3 and 4): 1, 1.41 for surrounds, 0 for LFE.
    static Result<LoudnessMeter> make(int sampleRate, const std::vector<double> &weights);

    // `planes`: one pointer for each channel to `samples` floats, full scale ±1. What is no number counts as silence,
    // what is beyond ±1000 as ±1000.
    void add(const float *const *planes, int samples);

    double integrated() const;                                   // LUFS; -infinity for silence or under 400 ms
    double range() const;                                        // LU, EBU Tech 3342; 0 when too short
    double truePeak() const;                                     // dBTP over all channels; -infinity for silence
    double momentaryMax() const;                                 // LUFS over 400 ms
    double shortTermMax() const;                                 // LUFS over 3 s
    qint64 samples() const { return m_samples; }                 // of each channel so far
    int channels() const { return int(m_channels.size()); }
    int sampleRate() const { return m_rate; }

private:
    // Two channels' filter memory side by side, so that one vector instruction serves both.
    struct PairState {
        std::array<double, 12> memory{}; // x1 x2 y1 y2 z1 z2, two lanes each
    };
    struct Channel {
        double weight = 1;
        TruePeak peak;
    };
    struct Filter { // direct form: pre-filter, then the high pass with numerator 1 −2 1 (BS.1770-4 tables 1 and 2)
        double b0 = 0, b1 = 0, b2 = 0, a1 = 0, a2 = 0, c1 = 0, c2 = 0;
    };

    LoudnessMeter(int sampleRate, const std::vector<double> &weights);
    void finishBlock();
    double weigh(PairState &state, const float *left, const float *right, double leftWeight, double rightWeight) const;

    int m_rate = 0;
    int m_block = 0; // samples in 100 ms
    int m_filled = 0;
    qint64 m_samples = 0;
    Filter m_filter;
    std::vector<Channel> m_channels;
    std::vector<int> m_weighted; // channels of a weight above 0
    std::vector<PairState> m_pairs;
    std::vector<double> m_powers; // weighted mean square of each whole 100 ms
};

// The weights for a layout of libav; unknown layouts as make(rate, channels).
std::vector<double> loudnessWeights(const AVChannelLayout &layout);

} // namespace rawi
