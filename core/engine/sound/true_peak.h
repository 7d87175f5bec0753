#pragma once

#include <vector>

namespace rawi {

// The highest level of one channel between its samples: the 4 × oversampling of ITU-R BS.1770-4 Annex 2, left out
// where no new peak is possible. Belongs to one thread.
class TruePeak {
public:
    // `block`: samples that one scan() looks at. At rates from 192 kHz the samples stand close enough by themselves.
    explicit TruePeak(int sampleRate, int block);

    // Where the next block's samples are to be written: room for `block` floats.
    float *room() { return m_samples.data() + kHistory; }
    const float *room() const { return m_samples.data() + kHistory; }
    // Makes the first `count` samples of room() numbers within ±1000, and takes them into the peak.
    void scan(int count);
    // The peak so far (full scale 1), with what only a following silence would bring out.
    double peak(int pending) const;

private:
    static constexpr int kHistory = 11; // the filter's 12 taps look back this far
    static float oversampled(const float *samples, int count, float floor);

    std::vector<float> m_samples; // history, then the block
    bool m_oversample = true;
    float m_peak = 0;
};

// The highest of the four places between a channel's sixth and seventh newest sample (newest[-6] and newest[-5]), from its
// twelve newest: the same filter, place by place.
float peakBetween(const float *newest);
// No place is higher than the highest sample times this.
constexpr float kMostBetween = 2.05F;

} // namespace rawi
