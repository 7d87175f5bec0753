#include "core/engine/sound/loudness_meter.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <numbers>
#include <numeric>

namespace rawi::test {

namespace {

constexpr double kTau = 2 * std::numbers::pi;
constexpr int kRate = 48'000;

struct Tone {
    double seconds = 0;
    double dbfs = 0; // of the peak
};

// A meter fed with the same planes in pieces of an uneven size.
struct Fed {
    explicit Fed(int channels, int sampleRate = kRate) : meter(*LoudnessMeter::make(sampleRate, channels)) {}

    void add(const std::vector<std::vector<float>> &planes)
    {
        constexpr size_t kPiece = 1111;
        for (size_t at = 0; at < planes.front().size(); at += kPiece) {
            std::vector<const float *> pointers;
            for (const std::vector<float> &plane : planes) {
                pointers.push_back(plane.data() + at);
            }
            meter.add(pointers.data(), int(std::min(kPiece, planes.front().size() - at)));
        }
    }
    LoudnessMeter meter;
};

// Tones of 1000 Hz one after the other, without a jump of phase; -200 dBFS is silence.
std::vector<float> tones(const std::vector<Tone> &list, int sampleRate = kRate)
{
    std::vector<double> wave(size_t(sampleRate / std::gcd(sampleRate, 1000))); // whole turns, which then repeat
    for (size_t i = 0; i < wave.size(); ++i) {
        wave[i] = std::sin(kTau * double(i) * 1000 / sampleRate);
    }
    std::vector<float> out;
    for (const Tone &tone : list) {
        const double peak = std::pow(10, tone.dbfs / 20);
        const auto end = out.size() + size_t(std::llround(tone.seconds * sampleRate));
        while (out.size() < end) {
            out.push_back(float(peak * wave[out.size() % wave.size()]));
        }
    }
    return out;
}

LoudnessMeter stereo(const std::vector<Tone> &list, int sampleRate = kRate)
{
    Fed fed(2, sampleRate);
    const std::vector<float> wave = tones(list, sampleRate);
    fed.add({wave, wave});
    return fed.meter;
}

std::vector<Tone> repeated(const std::vector<Tone> &list, int times)
{
    std::vector<Tone> out;
    for (int i = 0; i < times; ++i) {
        out.insert(out.end(), list.begin(), list.end());
    }
    return out;
}

double truePeakOf(const std::vector<float> &wave, int sampleRate = kRate)
{
    Fed fed(2, sampleRate);
    fed.add({wave, wave});
    return fed.meter.truePeak();
}

std::vector<float> sine(double cyclesPerSample, double amplitude, double degrees)
{
    std::vector<float> out(kRate);
    for (size_t i = 0; i < out.size(); ++i) {
        // In and out softly: the tone is measured, not its switching on.
        const double edge = std::min({1.0, double(i) / 4800, double(out.size() - 1 - i) / 4800});
        out[i] = float(edge * amplitude * std::sin(kTau * (cyclesPerSample * double(i) + degrees / 360)));
    }
    return out;
}

// Every fourth sample of `wave` from `offset`, after a low pass at the new rate's half (windowed sinc).
std::vector<float> quartered(const std::vector<double> &wave, int offset)
{
    constexpr int kReach = 256;
    std::vector<float> out;
    for (int at = offset; at < int(wave.size()); at += 4) {
        double sum = 0;
        for (int k = -kReach; k <= kReach; ++k) {
            if (at + k >= 0 && at + k < int(wave.size())) {
                const double x = std::numbers::pi * k / 4;
                const double window = 0.5 + 0.5 * std::cos(std::numbers::pi * k / kReach);
                sum += wave[size_t(at + k)] * window * (k == 0 ? 1 : std::sin(x) / x) / 4;
            }
        }
        out.push_back(float(sum));
    }
    return out;
}

} // namespace

// EBU Tech 3341 (2016) table 1, by case number; -23 LUFS ±0.1 each.
TEST(Loudness, EbuTech3341IntegratedCases)
{
    const LoudnessMeter one = stereo({{20, -23}});
    EXPECT_NEAR(one.integrated(), -23, 0.1);
    EXPECT_NEAR(one.momentaryMax(), -23, 0.1);
    EXPECT_NEAR(one.shortTermMax(), -23, 0.1);
    EXPECT_NEAR(stereo({{20, -33}}).integrated(), -33, 0.1);                                            // 2
    EXPECT_NEAR(stereo({{10, -36}, {60, -23}, {10, -36}}).integrated(), -23, 0.1);                      // 3
    EXPECT_NEAR(stereo({{10, -72}, {10, -36}, {60, -23}, {10, -36}, {10, -72}}).integrated(), -23, 0.1); // 4
    EXPECT_NEAR(stereo({{20, -26}, {20.1, -20}, {20, -26}}).integrated(), -23, 0.1);                    // 5
    Fed surround(5);                                                                                    // 6
    const std::vector<float> front = tones({{20, -28}});
    const std::vector<float> back = tones({{20, -30}});
    surround.add({front, front, tones({{20, -24}}), back, back});
    EXPECT_NEAR(surround.meter.integrated(), -23, 0.1);
}

TEST(Loudness, EbuTech3341AtOtherRates)
{
    for (const int rate : {8000, 22050, 32000, 44100, 96000, 192000}) {
        EXPECT_NEAR(stereo({{10, -36}, {20, -23}, {10, -36}}, rate).integrated(), -23, 0.1) << rate;
    }
}

TEST(Loudness, EbuTech3341ShortTermCases)
{
    // 9: any 3 s hold the same power, so the highest of all is that of the middle.
    EXPECT_NEAR(stereo(repeated({{1.34, -20}, {1.66, -30}}, 5)).shortTermMax(), -23, 0.1);
    for (const int i : {0, 1, 7, 19}) { // 10: a tone of just 3 s that begins anywhere
        EXPECT_NEAR(stereo({{0.15 * i, -200}, {3, -23}, {1, -200}}).shortTermMax(), -23, 0.1) << i;
        EXPECT_NEAR(stereo({{0.15 * i, -200}, {3, -38.0 + i}, {3 - 0.15 * i, -200}}).shortTermMax(), -38.0 + i, 0.1); // 11
    }
}

TEST(Loudness, EbuTech3341MomentaryCases)
{
    EXPECT_NEAR(stereo(repeated({{0.18, -20}, {0.22, -30}}, 25)).momentaryMax(), -23, 0.1); // 12
    for (int i = 0; i < 20; i += 5) { // 13 and 14, at the meter's own steps of 100 ms
        EXPECT_NEAR(stereo({{0.02 * i, -200}, {0.4, -23}, {1, -200}}).momentaryMax(), -23, 0.1) << i;
        EXPECT_NEAR(stereo({{0.02 * i, -200}, {0.4, -38.0 + i}, {0.4, -200}}).momentaryMax(), -38.0 + i, 0.1) << i;
    }
}

// EBU Tech 3341 cases 15 to 19: +0.2 and -0.4 dB are allowed.
TEST(Loudness, EbuTech3341TruePeakOfTones)
{
    struct Case {
        double cycles, amplitude, degrees, dbtp;
    };
    for (const Case &one : {Case{1 / 4.0, 0.50, 0, -6}, Case{1 / 4.0, 0.50, 45, -6}, Case{1 / 6.0, 0.50, 60, -6},
                            Case{1 / 8.0, 0.50, 67.5, -6}, Case{1 / 4.0, 1.41, 45, 3}}) {
        const double peak = truePeakOf(sine(one.cycles, one.amplitude, one.degrees));
        EXPECT_LE(peak, one.dbtp + 0.2) << one.degrees;
        EXPECT_GE(peak, one.dbtp - 0.4) << one.degrees;
    }
}

// Cases 20 to 23: one cycle twice as loud, made at four times the rate and brought down from each of four samples.
TEST(Loudness, EbuTech3341TruePeakBetweenSamples)
{
    std::vector<double> wave(size_t(kRate) / 2);
    for (size_t i = 0; i < wave.size(); ++i) {
        const double edge = std::min({1.0, double(i) / 2400, double(wave.size() - 1 - i) / 2400});
        const bool loud = i >= 12'000 && i < 12'024;
        wave[i] = edge * (loud ? 1.0 : 0.5) * std::sin(kTau * double(i) / 24);
    }
    for (int offset = 0; offset < 4; ++offset) {
        const double peak = truePeakOf(quartered(wave, offset));
        EXPECT_LE(peak, 0.2) << offset;
        EXPECT_GE(peak, -0.4) << offset;
    }
}

// EBU Tech 3342 (2016) cases 1 to 4, ±1 LU.
TEST(Loudness, EbuTech3342Cases)
{
    EXPECT_NEAR(stereo({{20, -20}, {20, -30}}).range(), 10, 1);
    EXPECT_NEAR(stereo({{20, -20}, {20, -15}}).range(), 5, 1);
    EXPECT_NEAR(stereo({{20, -40}, {20, -20}}).range(), 20, 1);
    EXPECT_NEAR(stereo({{20, -50}, {20, -35}, {20, -20}, {20, -35}, {20, -50}}).range(), 15, 1);
}

TEST(Loudness, MonoCountsOnceAndTheLfeNot)
{
    Fed mono(1);
    mono.add({tones({{5, -23}})});
    EXPECT_NEAR(mono.meter.integrated(), -26, 0.1);
    Fed full(6);
    const std::vector<float> none(kRate * 5, 0.0F);
    full.add({none, none, none, tones({{5, -3}}), none, none});
    EXPECT_EQ(full.meter.integrated(), -std::numeric_limits<double>::infinity());
    EXPECT_NEAR(full.meter.truePeak(), -3, 0.2);
}

// What a plain filter of the annex' 48 taps finds, this one must find, wherever the peak stands and however little is
// added at a time.
TEST(Loudness, TruePeakMissesNoPlace)
{
    for (const int at : {0, 1, 63, 64, 4787, 4795, 4799, 4800, 9599}) {
        std::vector<float> wave(9600, 0.0F);
        wave[size_t(at)] = 0.8F;
        if (at > 0) {
            wave[size_t(at - 1)] = 0.8F;
        }
        Fed fed(1);
        for (const float &sample : wave) {
            const float *plane = &sample;
            fed.meter.add(&plane, 1);
        }
        // Two equal neighbours: 0.8 × (0.7797851562 + 0.4650878906) between them.
        EXPECT_NEAR(fed.meter.truePeak(), at > 0 ? 20 * std::log10(0.8 * 1.2448730469) : 20 * std::log10(0.8), 1e-3) << at;
    }
}

TEST(Loudness, BearsWhatIsNoNumber)
{
    std::vector<float> wave = tones({{5, -23}});
    wave[7] = std::numeric_limits<float>::quiet_NaN();
    wave[100'000] = std::numeric_limits<float>::infinity();
    Fed fed(1);
    fed.add({wave});
    EXPECT_TRUE(std::isfinite(fed.meter.integrated()));
    EXPECT_NEAR(fed.meter.truePeak(), 60, 3); // 1000 and what swings over it
    Fed silent(2);
    silent.add({std::vector<float>(kRate), std::vector<float>(kRate)});
    EXPECT_EQ(silent.meter.integrated(), -std::numeric_limits<double>::infinity());
    EXPECT_EQ(silent.meter.truePeak(), -std::numeric_limits<double>::infinity());
    EXPECT_EQ(silent.meter.range(), 0);
    EXPECT_FALSE(LoudnessMeter::make(0, 2).ok());
    EXPECT_FALSE(LoudnessMeter::make(48'000, 0).ok());
    EXPECT_FALSE(LoudnessMeter::make(48'000, 65).ok());
}

} // namespace rawi::test
