#include "core/engine/sound/silence_finder.h"

#include <algorithm>

namespace rawi {

namespace {

constexpr float kThreshold = 0.0031622777F; // −50 dBFS
constexpr qint64 kShortestMs = 2000;
constexpr qsizetype kMaxSpans = 1000;

bool loudIn(const float *samples, int count)
{
    float high = 0;
    for (int i = 0; i < count; ++i) {
        const float value = samples[i] < 0 ? -samples[i] : samples[i];
        high = value > high ? value : high;
    }
    return high > kThreshold;
}

} // namespace

SilenceFinder::SilenceFinder(int sampleRate, int channels) :
    m_rate(sampleRate), m_channels(channels), m_step(std::max(1, sampleRate / 100))
{
}

void SilenceFinder::add(const float *const *planes, int samples)
{
    for (int from = 0; from < samples;) {
        const int count = std::min(samples - from, m_step - m_inStep);
        for (int channel = 0; channel < m_channels && !m_loud; ++channel) {
            m_loud = loudIn(planes[channel] + from, count);
        }
        from += count;
        m_inStep += count;
        if (m_inStep == m_step) {
            if (m_loud) {
                close();
                m_since = m_position + m_step;
            }
            m_position += m_step;
            m_inStep = 0;
            m_loud = false;
        }
    }
}

void SilenceFinder::close()
{
    const qint64 startMs = m_since * 1000 / m_rate;
    const qint64 endMs = m_position * 1000 / m_rate;
    if (endMs - startMs >= kShortestMs && m_spans.size() < kMaxSpans) {
        m_spans.append({startMs, endMs});
    }
}

QList<QualityReport::Span> SilenceFinder::finish()
{
    m_position += m_loud ? 0 : m_inStep;
    close();
    return m_spans;
}

} // namespace rawi
