#pragma once

#include "core/engine/av/source_file.h"
#include "core/media/waveform.h"
#include "core/media/worker_results.h"

#include <vector>

namespace rawi {

// Gathers the peaks of sound that comes by in planes of floats, mixed to one channel. Belongs to one thread.
class WaveformBuilder {
public:
    static constexpr int kPairsPerSecond = 100;
    WaveformBuilder(int sampleRate, int channels);

    void add(const float *const *planes, int samples);
    // With what was added so far. A last pair may hold fewer samples.
    Waveform finish();

private:
    void mix(const float *const *planes, int from, int count);

    Waveform m_waveform;
    int m_channels = 0;
    int m_inPair = 0; // samples of the pair that is being gathered
    float m_low = 0;
    float m_high = 0;
    std::vector<float> m_mixed;
};

// Writes FOLDER/waveform.dat of the file's sound, as players take it by default; nothing for a file without sound.
// Errors: as probeMedia; DiskFull, IoError; TooLarge beyond 90 hours.
Result<AnalysisResult> makeWaveform(const SourceFile &source, const QString &folder);

} // namespace rawi
