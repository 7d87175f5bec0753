#include "core/engine/sound/true_peak.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <cstdint>
#include <cstring>

namespace rawi {

namespace {

constexpr int kTaps = 12;
constexpr float kLoudest = 1000.0F; // 60 dB over full scale: beyond that a file is broken
// ITU-R BS.1770-4 Annex 2, phases 0 and 1; phase 3 is phase 0 backwards and phase 2 is phase 1 backwards.
constexpr float kPhase[2][kTaps] = {
    {0.0017089843750F, 0.0109863281250F, -0.0196533203125F, 0.0332031250000F, -0.0594482421875F, 0.1373291015625F,
     0.9721679687500F, -0.1022949218750F, 0.0476074218750F, -0.0266113281250F, 0.0148925781250F, -0.0083007812500F},
    {-0.0291748046875F, 0.0292968750000F, -0.0517578125000F, 0.0891113281250F, -0.1665039062500F, 0.4650878906250F,
     0.7797851562500F, -0.2003173828125F, 0.1015625000000F, -0.0582275390625F, 0.0330810546875F, -0.0189208984375F}};

// A phase and its mirror share their work: with even and odd halves e and o of the taps, one gives E + O and the
// other E − O, so the larger of both is |E| + |O|: a quarter of the multiplications of the plain form.
template <bool Even>
constexpr std::array<float, kTaps / 2> half(const float (&taps)[kTaps])
{
    std::array<float, kTaps / 2> out{};
    for (int k = 0; k < kTaps / 2; ++k) {
        out[size_t(k)] = (taps[k] + (Even ? taps[kTaps - 1 - k] : -taps[kTaps - 1 - k])) / 2;
    }
    return out;
}

// No output is larger than the largest input times this: the largest sum of absolute taps of a phase.
constexpr float gain()
{
    float largest = 0;
    for (const auto &phase : kPhase) {
        float sum = 0;
        for (const float tap : phase) {
            sum += tap < 0 ? -tap : tap;
        }
        largest = std::max(largest, sum);
    }
    return largest;
}

template <int Lanes>
struct Vector {
    typedef float Floats __attribute__((vector_size(Lanes * 4)));
    typedef int32_t Bits __attribute__((vector_size(Lanes * 4)));
};

// The largest oversampled magnitude over samples[0 … count), count a multiple of Lanes; samples[-11 …] are history.
template <int Lanes>
[[gnu::always_inline]] inline float largest(const float *samples, int count)
{
    using Floats = typename Vector<Lanes>::Floats;
    using Bits = typename Vector<Lanes>::Bits;
    constexpr auto even0 = half<true>(kPhase[0]);
    constexpr auto odd0 = half<false>(kPhase[0]);
    constexpr auto even1 = half<true>(kPhase[1]);
    constexpr auto odd1 = half<false>(kPhase[1]);
    Floats high = {};
    for (int i = 0; i < count; i += Lanes) {
        Floats e0 = {};
        Floats o0 = {};
        Floats e1 = {};
        Floats o1 = {};
#pragma GCC unroll 6
        for (int k = 0; k < kTaps / 2; ++k) {
            Floats near;
            Floats far;
            std::memcpy(&near, samples + i - k, sizeof near);
            std::memcpy(&far, samples + i - (kTaps - 1 - k), sizeof far);
            const Floats sum = near + far;
            const Floats difference = near - far;
            e0 += even0[size_t(k)] * sum;
            o0 += odd0[size_t(k)] * difference;
            e1 += even1[size_t(k)] * sum;
            o1 += odd1[size_t(k)] * difference;
        }
        const Bits sign = Bits{} + 0x7fffffff;
        const Floats outer = (Floats)((Bits)e0 & sign) + (Floats)((Bits)o0 & sign);
        const Floats inner = (Floats)((Bits)e1 & sign) + (Floats)((Bits)o1 & sign);
        high = outer > high ? outer : high;
        high = inner > high ? inner : high;
    }
    float out = 0;
    for (int lane = 0; lane < Lanes; ++lane) {
        out = std::max(out, high[lane]);
    }
    return out;
}

// The largest magnitude, as bits: infinities and what is no number come out above every number.
template <int Lanes>
[[gnu::always_inline]] inline uint32_t largestBits(const float *samples, int count)
{
    using Bits = typename Vector<Lanes>::Bits;
    Bits high = {};
    int i = 0;
    for (; i + Lanes <= count; i += Lanes) {
        Bits bits;
        std::memcpy(&bits, samples + i, sizeof bits);
        bits &= Bits{} + 0x7fffffff;
        high = bits > high ? bits : high;
    }
    uint32_t out = 0;
    for (int lane = 0; lane < Lanes; ++lane) {
        out = std::max(out, uint32_t(high[lane]));
    }
    for (; i < count; ++i) {
        out = std::max(out, std::bit_cast<uint32_t>(samples[i]) & 0x7fffffffU);
    }
    return out;
}

#if defined(__x86_64__)
// Not target_clones: its resolver runs before the sanitizers are ready.
[[gnu::target("avx2")]] float largestWide(const float *samples, int count) { return largest<8>(samples, count); }
[[gnu::target("avx2")]] uint32_t largestBitsWide(const float *samples, int count)
{
    return largestBits<8>(samples, count);
}
const bool kWide = __builtin_cpu_supports("avx2") != 0;
#else
float largestWide(const float *samples, int count) { return largest<4>(samples, count); }
uint32_t largestBitsWide(const float *samples, int count) { return largestBits<4>(samples, count); }
constexpr bool kWide = false;
#endif

float sampleHigh(const float *samples, int count)
{
    return std::bit_cast<float>(kWide ? largestBitsWide(samples, count) : largestBits<4>(samples, count));
}

} // namespace

TruePeak::TruePeak(int sampleRate, int block) :
    m_samples(size_t(kHistory + block), 0.0F), m_oversample(sampleRate < 192'000)
{
}

void TruePeak::scan(int count)
{
    float *samples = room();
    float high = sampleHigh(samples, count);
    if (!(high <= kLoudest)) {
        for (int i = 0; i < count; ++i) {
            samples[i] = std::isnan(samples[i]) ? 0.0F : std::clamp(samples[i], -kLoudest, kLoudest);
        }
        high = sampleHigh(samples, count);
    }
    m_peak = std::max(m_peak, high);
    if (m_oversample) {
        m_peak = oversampled(samples, count, m_peak);
        std::memmove(m_samples.data(), m_samples.data() + count, kHistory * sizeof(float));
    }
}

// Returns the larger of `floor` and every oversampled magnitude.
float TruePeak::oversampled(const float *samples, int count, float floor)
{
    constexpr int kPiece = 64; // small, so that one loud place costs little
    constexpr float kGain = gain();
    for (int from = 0; from < count; from += kPiece) {
        const int length = std::min(kPiece, count - from);
        const float *piece = samples + from;
        if (sampleHigh(piece - kHistory, length + kHistory) * kGain <= floor) {
            continue;
        }
        if (length == kPiece) {
            floor = std::max(floor, kWide ? largestWide(piece, kPiece) : largest<4>(piece, kPiece));
            continue;
        }
        std::array<float, kPiece + kHistory> rest{};
        std::copy_n(piece - kHistory, length + kHistory, rest.begin());
        floor = std::max(floor, largest<4>(rest.data() + kHistory, (length + 3) / 4 * 4));
    }
    return floor;
}

double TruePeak::peak(int pending) const
{
    TruePeak rest = *this;
    rest.m_samples.resize(std::max(m_samples.size(), size_t(kHistory + pending + kHistory)), 0.0F);
    std::fill_n(rest.room() + pending, kHistory, 0.0F);
    rest.scan(pending + kHistory);
    return rest.m_peak;
}

float peakBetween(const float *newest)
{
    static_assert(gain() < kMostBetween);
    float high = 0;
    for (const auto &phase : kPhase) {
        float forth = 0;
        float back = 0;
        for (int k = 0; k < kTaps; ++k) {
            forth += phase[k] * newest[-k];
            back += phase[kTaps - 1 - k] * newest[-k];
        }
        high = std::max({high, std::abs(forth), std::abs(back)});
    }
    return high;
}

} // namespace rawi
