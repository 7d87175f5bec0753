#include "core/engine/sound/loudness_meter.h"

extern "C" {
#include <libavutil/channel_layout.h>
}

#include <algorithm>
#include <cmath>
#include <cstring>
#include <limits>
#include <numbers>

namespace rawi {

namespace {

constexpr double kSurround = 1.41;
constexpr double kAbsoluteGate = -70; // LUFS
constexpr double kIntegratedGate = -10; // LU below the mean
constexpr double kRangeGate = -20;
constexpr int kMomentary = 4;  // × 100 ms
constexpr int kShortTerm = 30; // × 100 ms
constexpr double kSilence = -std::numeric_limits<double>::infinity();

double loudnessOf(double power)
{
    return power > 0 ? -0.691 + 10 * std::log10(power) : kSilence;
}

double powerOf(double loudness)
{
    return std::pow(10, (loudness + 0.691) / 10);
}

// The mean power of each `length` blocks in a row, one window for each block.
std::vector<double> windows(const std::vector<double> &powers, int length)
{
    std::vector<double> out;
    const int count = int(powers.size());
    out.reserve(size_t(std::max(0, count - length + 1)));
    for (int i = 0; i + length <= count; ++i) {
        double sum = 0; // anew each time: a running sum would keep the rounding of a loud start
        for (int k = 0; k < length; ++k) {
            sum += powers[size_t(i + k)];
        }
        out.push_back(sum / length);
    }
    return out;
}

double loudest(const std::vector<double> &powers, int length)
{
    const std::vector<double> all = windows(powers, length);
    return all.empty() ? kSilence : loudnessOf(*std::max_element(all.begin(), all.end()));
}

// The windows above the absolute gate, and of those the ones above their own mean plus `relative`.
std::vector<double> gated(std::vector<double> powers, double relative)
{
    const auto below = [](double limit) { return [limit](double power) { return !(power > limit); }; };
    std::erase_if(powers, below(powerOf(kAbsoluteGate)));
    double sum = 0;
    for (const double power : powers) {
        sum += power;
    }
    const double mean = powers.empty() ? 0 : sum / double(powers.size());
    std::erase_if(powers, below(mean * std::pow(10, relative / 10)));
    return powers;
}

typedef double Pair __attribute__((vector_size(16)));

} // namespace

Result<LoudnessMeter> LoudnessMeter::make(int sampleRate, int channels)
{
    std::vector<double> weights(size_t(std::clamp(channels, 0, 65)), 1.0);
    if (channels == 4 || channels == 5) {
        weights[size_t(channels - 1)] = weights[size_t(channels - 2)] = kSurround;
    } else if (channels >= 6) {
        weights[3] = 0;
        weights[4] = weights[5] = kSurround;
    }
    return make(sampleRate, weights);
}

Result<LoudnessMeter> LoudnessMeter::make(int sampleRate, const std::vector<double> &weights)
{
    if (sampleRate < 4000 || sampleRate > 768'000 || weights.empty() || weights.size() > 64) {
        return Error{
            ErrorCode::InvalidArgument, u"loudness"_s,
            u"%1 Hz and %2 channels cannot be measured; 4 to 768 kHz and 1 to 64 can"_s.arg(sampleRate)
                .arg(weights.size())};
    }
    return LoudnessMeter(sampleRate, weights);
}

// The filters of BS.1770-4 are given for 48 kHz; these formulas give the same ones there, and their analogue
// originals at every other rate (Brecht De Man, "Evaluation of implementations of the EBU R128 loudness measurement").
LoudnessMeter::LoudnessMeter(int sampleRate, const std::vector<double> &weights) :
    m_rate(sampleRate), m_block((sampleRate + 5) / 10)
{
    const auto warp = [&](double frequency) { return std::tan(std::numbers::pi * frequency / sampleRate); };
    const double k = warp(1681.974450955533);
    const double q = 0.7071752369554196;
    const double high = std::pow(10, 3.999843853973347 / 20);
    const double band = std::pow(high, 0.4996667741545416);
    const double norm = 1 + k / q + k * k;
    m_filter.b0 = (high + band * k / q + k * k) / norm;
    m_filter.b1 = 2 * (k * k - high) / norm;
    m_filter.b2 = (high - band * k / q + k * k) / norm;
    m_filter.a1 = 2 * (k * k - 1) / norm;
    m_filter.a2 = (1 - k / q + k * k) / norm;
    const double j = warp(38.13547087602444);
    const double p = 0.5003270373238773;
    m_filter.c1 = 2 * (j * j - 1) / (1 + j / p + j * j);
    m_filter.c2 = (1 - j / p + j * j) / (1 + j / p + j * j);
    for (const double weight : weights) {
        if (weight > 0) {
            m_weighted.push_back(int(m_channels.size()));
        }
        m_channels.push_back({weight, TruePeak(sampleRate, m_block)});
    }
    m_pairs.resize((m_weighted.size() + 1) / 2);
}

void LoudnessMeter::add(const float *const *planes, int samples)
{
    m_samples += samples;
    for (int from = 0; from < samples;) {
        const int count = std::min(samples - from, m_block - m_filled);
        for (size_t i = 0; i < m_channels.size(); ++i) {
            std::memcpy(m_channels[i].peak.room() + m_filled, planes[i] + from, size_t(count) * sizeof(float));
        }
        from += count;
        m_filled += count;
        if (m_filled == m_block) {
            finishBlock();
        }
    }
}

void LoudnessMeter::finishBlock()
{
    for (Channel &channel : m_channels) {
        channel.peak.scan(m_block); // also takes out what is no number
    }
    double power = 0;
    for (size_t pair = 0; pair < m_pairs.size(); ++pair) {
        const Channel &left = m_channels[size_t(m_weighted[2 * pair])];
        const bool two = 2 * pair + 1 < m_weighted.size();
        const Channel &right = two ? m_channels[size_t(m_weighted[2 * pair + 1])] : left;
        power += weigh(m_pairs[pair], left.peak.room(), right.peak.room(), left.weight, two ? right.weight : 0);
    }
    m_powers.push_back(power / m_block);
    m_filled = 0;
}

// Filters one block of two channels and returns the weighted sum of its squares.
double LoudnessMeter::weigh(PairState &state, const float *left, const float *right, double leftWeight,
                            double rightWeight) const
{
    const auto both = [](double value) { return Pair{value, value}; };
    const Pair b0 = both(m_filter.b0);
    const Pair b1 = both(m_filter.b1);
    const Pair b2 = both(m_filter.b2);
    const Pair a1 = both(m_filter.a1);
    const Pair a2 = both(m_filter.a2);
    const Pair c1 = both(m_filter.c1);
    const Pair c2 = both(m_filter.c2);
    std::array<Pair, 6> memory;
    std::memcpy(memory.data(), state.memory.data(), sizeof memory);
    auto [x1, x2, y1, y2, z1, z2] = memory;
    Pair sum = {};
    for (int i = 0; i < m_block; ++i) {
        // Direct form: only one multiplication and one subtraction wait for the sample before.
        const Pair x = {left[i], right[i]};
        const Pair y = (b0 * x + b1 * x1 + b2 * x2 - a2 * y2) - a1 * y1;
        const Pair z = (y - y1 - y1 + y2 - c2 * z2) - c1 * z1;
        sum += z * z;
        x2 = x1;
        x1 = x;
        y2 = y1;
        y1 = y;
        z2 = z1;
        z1 = z;
    }
    memory = {x1, x2, y1, y2, z1, z2};
    std::memcpy(state.memory.data(), memory.data(), sizeof memory);
    for (double &value : state.memory) {
        value = std::abs(value) < 1e-30 ? 0 : value; // in silence the filter would fall to slow denormal numbers
    }
    return sum[0] * leftWeight + sum[1] * rightWeight;
}

double LoudnessMeter::integrated() const
{
    const std::vector<double> kept = gated(windows(m_powers, kMomentary), kIntegratedGate);
    double sum = 0;
    for (const double power : kept) {
        sum += power;
    }
    return kept.empty() ? kSilence : loudnessOf(sum / double(kept.size()));
}

double LoudnessMeter::range() const
{
    std::vector<double> kept = gated(windows(m_powers, kShortTerm), kRangeGate);
    if (kept.size() < 2) {
        return 0;
    }
    std::sort(kept.begin(), kept.end());
    const auto percentile = [&](double part) { return kept[size_t(std::lround(double(kept.size() - 1) * part))]; };
    return loudnessOf(percentile(0.95)) - loudnessOf(percentile(0.10));
}

double LoudnessMeter::truePeak() const
{
    double high = 0;
    for (const Channel &channel : m_channels) {
        high = std::max(high, channel.peak.peak(m_filled));
    }
    return high > 0 ? 20 * std::log10(high) : kSilence;
}

double LoudnessMeter::momentaryMax() const
{
    return loudest(m_powers, kMomentary);
}

double LoudnessMeter::shortTermMax() const
{
    return loudest(m_powers, kShortTerm);
}

std::vector<double> loudnessWeights(const AVChannelLayout &layout)
{
    std::vector<double> weights(size_t(layout.nb_channels), 1.0);
    const bool sides = av_channel_layout_index_from_channel(&layout, AV_CHAN_SIDE_LEFT) >= 0;
    for (int i = 0; i < layout.nb_channels; ++i) {
        switch (av_channel_layout_channel_from_index(&layout, unsigned(i))) {
        case AV_CHAN_LOW_FREQUENCY:
        case AV_CHAN_LOW_FREQUENCY_2:
            weights[size_t(i)] = 0;
            break;
        case AV_CHAN_SIDE_LEFT:
        case AV_CHAN_SIDE_RIGHT:
            weights[size_t(i)] = kSurround;
            break;
        case AV_CHAN_BACK_LEFT:
        case AV_CHAN_BACK_RIGHT:
            weights[size_t(i)] = sides ? 1.0 : kSurround; // beside sides they stand behind 120° (table 4)
            break;
        default:
            break;
        }
    }
    return weights;
}

} // namespace rawi
