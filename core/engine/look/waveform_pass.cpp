#include "core/engine/look/waveform_pass.h"

#include "core/engine/look/analysis_file.h"
#include "core/engine/sound/sound_reader.h"

#include <algorithm>
#include <cmath>
#include <cstring>

namespace rawi {

namespace {

constexpr int kMixed = 4096;
constexpr qsizetype kMaxPairs = 90LL * 3600 * WaveformBuilder::kPairsPerSecond;
typedef float Four __attribute__((vector_size(16)));

// Lowers `low` and raises `high` to what is in samples[0 … count).
void widen(const float *samples, int count, float &low, float &high)
{
    int i = 0;
    if (count >= 4) {
        Four lows = {low, low, low, low};
        Four highs = {high, high, high, high};
        for (; i + 4 <= count; i += 4) {
            Four four;
            std::memcpy(&four, samples + i, sizeof four);
            lows = four < lows ? four : lows; // what is no number is never chosen
            highs = four > highs ? four : highs;
        }
        for (int lane = 0; lane < 4; ++lane) {
            low = std::min(low, lows[lane]);
            high = std::max(high, highs[lane]);
        }
    }
    for (; i < count; ++i) {
        low = samples[i] < low ? samples[i] : low;
        high = samples[i] > high ? samples[i] : high;
    }
}

char quantised(float value)
{
    return char(std::lround(std::clamp(value, -1.0F, 1.0F) * 127));
}

} // namespace

WaveformBuilder::WaveformBuilder(int sampleRate, int channels) : m_channels(channels), m_mixed(kMixed)
{
    m_waveform.sampleRate = sampleRate;
    m_waveform.samplesPerPair = std::max(1, (sampleRate + kPairsPerSecond / 2) / kPairsPerSecond);
}

void WaveformBuilder::mix(const float *const *planes, int from, int count)
{
    const float part = 1.0F / float(m_channels);
    float *__restrict out = m_mixed.data();
    if (m_channels == 2) {
        const float *left = planes[0] + from;
        const float *right = planes[1] + from;
        for (int i = 0; i < count; ++i) {
            out[i] = (left[i] + right[i]) * 0.5F;
        }
        return;
    }
    std::fill_n(out, count, 0.0F);
    for (int channel = 0; channel < m_channels; ++channel) {
        const float *plane = planes[channel] + from;
        for (int i = 0; i < count; ++i) {
            out[i] += plane[i] * part;
        }
    }
}

void WaveformBuilder::add(const float *const *planes, int samples)
{
    for (int from = 0; from < samples;) {
        const int count = std::min({samples - from, kMixed, m_waveform.samplesPerPair - m_inPair});
        const float *mono = planes[0] + from;
        if (m_channels > 1) {
            mix(planes, from, count);
            mono = m_mixed.data();
        }
        if (m_inPair == 0) {
            m_low = m_high = std::isfinite(mono[0]) ? mono[0] : 0.0F;
        }
        widen(mono, count, m_low, m_high);
        m_inPair += count;
        from += count;
        if (m_inPair == m_waveform.samplesPerPair) {
            m_waveform.pairs.append(quantised(m_low)).append(quantised(m_high));
            m_inPair = 0;
        }
    }
}

Waveform WaveformBuilder::finish()
{
    if (m_inPair > 0) {
        m_waveform.pairs.append(quantised(m_low)).append(quantised(m_high));
        m_inPair = 0;
    }
    return m_waveform;
}

Result<AnalysisResult> makeWaveform(const SourceFile &source, const QString &folder)
{
    constexpr qint64 kBudgetMs = 600'000;
    RAWI_ASSIGN(const std::unique_ptr<AvInput> input, AvInput::open(source, kBudgetMs));
    if (input->audioStream() < 0) {
        return AnalysisResult();
    }
    RAWI_ASSIGN(const std::unique_ptr<SoundReader> reader, SoundReader::open(*input, input->audioStream()));
    WaveformBuilder builder(reader->sampleRate(), reader->channels());
    const qint64 most = kMaxPairs / WaveformBuilder::kPairsPerSecond * reader->sampleRate();
    qint64 samples = 0;
    for (;;) {
        RAWI_ASSIGN(const std::optional<SoundReader::Piece> piece, reader->next());
        if (!piece) {
            break;
        }
        samples += piece->samples;
        if (samples > most) {
            return Error{ErrorCode::TooLarge, source.name(), u"more than 90 hours of sound"_s};
        }
        builder.add(piece->planes, piece->samples);
    }
    MadeVariant file;
    file.type = VariantType::Waveform;
    file.name = u"waveform"_s;
    file.contentType = u"application/octet-stream"_s;
    RAWI_ASSIGN(const MadeVariant written,
                writeAnalysisFile(folder, u"waveform.dat"_s, writeWaveform(builder.finish()), file));
    return AnalysisResult{{written}};
}

} // namespace rawi
