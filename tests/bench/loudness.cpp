// Integrated loudness and true peak of raw sound, by Rawi's meter or by libebur128: one process for each measurement.
//   bench_loudness rawi|libebur128 FILE RATE CHANNELS     FILE holds interleaved 32-bit floats
#include "core/engine/sound/loudness_meter.h"

#include <ebur128.h>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <vector>

namespace {

constexpr size_t kFrames = 4800;

int byRawi(std::FILE *file, int rate, int channels)
{
    auto meter = rawi::LoudnessMeter::make(rate, channels);
    if (!meter.ok()) {
        return 2;
    }
    const auto width = size_t(channels);
    std::vector<float> mixed(kFrames * width);
    std::vector<std::vector<float>> planes(width, std::vector<float>(kFrames));
    std::vector<const float *> pointers;
    for (const auto &plane : planes) {
        pointers.push_back(plane.data());
    }
    while (const size_t got = std::fread(mixed.data(), sizeof(float) * width, kFrames, file)) {
        for (size_t channel = 0; channel < width; ++channel) {
            for (size_t i = 0; i < got; ++i) {
                planes[channel][i] = mixed[i * width + channel];
            }
        }
        meter->add(pointers.data(), int(got));
    }
    std::printf("%.3f %.3f\n", meter->integrated(), meter->truePeak());
    return 0;
}

int byLibebur128(std::FILE *file, unsigned rate, unsigned channels)
{
    ebur128_state *state = ebur128_init(channels, rate, EBUR128_MODE_I | EBUR128_MODE_TRUE_PEAK);
    std::vector<float> mixed(kFrames * channels);
    while (const size_t got = std::fread(mixed.data(), sizeof(float) * channels, kFrames, file)) {
        ebur128_add_frames_float(state, mixed.data(), got);
    }
    double integrated = 0;
    double peak = 0;
    ebur128_loudness_global(state, &integrated);
    for (unsigned channel = 0; channel < channels; ++channel) {
        double one = 0;
        ebur128_true_peak(state, channel, &one);
        peak = std::max(peak, one);
    }
    std::printf("%.3f %.3f\n", integrated, 20 * std::log10(peak));
    ebur128_destroy(&state);
    return 0;
}

} // namespace

int main(int count, char **words)
{
    std::FILE *file = count == 5 ? std::fopen(words[2], "rb") : nullptr;
    if (file == nullptr) {
        std::fprintf(stderr, "bench_loudness rawi|libebur128 FILE RATE CHANNELS\n");
        return 2;
    }
    const bool ours = std::strcmp(words[1], "rawi") == 0;
    return ours ? byRawi(file, std::atoi(words[3]), std::atoi(words[4]))
                : byLibebur128(file, unsigned(std::atoi(words[3])), unsigned(std::atoi(words[4])));
}
