#include "core/engine/sound/gain_limiter.h"

#include "core/engine/sound/true_peak.h"

#include <cmath>

namespace rawi {

namespace {

constexpr double kLookAheadSeconds = 0.005;
constexpr double kLetGoSeconds = 0.1;
constexpr int kBetween = 6; // peakBetween() looks this far back

float factorOf(double decibels)
{
    return float(std::pow(10.0, decibels / 20));
}

} // namespace

GainLimiter::GainLimiter(int sampleRate, int channels, double gainDb, std::optional<double> ceilingDb) :
    m_gain(factorOf(gainDb)), m_limits(ceilingDb.has_value())
{
    if (m_limits) {
        m_ceiling = factorOf(*ceilingDb);
        m_lookAhead = qMax(16, int(kLookAheadSeconds * sampleRate));
        m_delay = m_lookAhead + kBetween;
        m_letGo = float(1 - std::exp(-1 / (kLetGoSeconds * sampleRate)));
        m_waiting.assign(size_t(channels), std::vector<float>(size_t(m_delay), 0.0F));
        m_recent.assign(size_t(m_lookAhead + 1), 1.0F);
        m_sum = double(m_recent.size());
    }
}

// The factor that keeps the sample six before `newest`, and the places beside it, below the ceiling.
float GainLimiter::allowed(size_t newest)
{
    float between = 0;
    float sample = 0;
    for (const std::vector<float> &plane : m_waiting) {
        between = qMax(between, peakBetween(plane.data() + newest));
        sample = qMax(sample, std::abs(plane[newest - kBetween]));
    }
    const float high = qMax(sample, qMax(between, m_between));
    m_between = between;
    return high > m_ceiling ? m_ceiling / high : 1.0F;
}

// Whether nothing that allowed() looks at for `count` samples from `newest` on can pass the ceiling.
bool GainLimiter::isLow(size_t newest, size_t count)
{
    constexpr size_t kBack = 12;
    float high = 0;
    for (const std::vector<float> &plane : m_waiting) {
        for (size_t i = newest - kBack; i < newest + count; ++i) {
            high = qMax(high, std::abs(plane[i]));
        }
    }
    const bool low = high * kMostBetween <= m_ceiling;
    m_between = low ? 0 : m_between;
    return low;
}

// The smallest factor of the look-ahead, let go slowly, as a mean over as long: it comes down in time and without a step.
float GainLimiter::smoothed(float factor)
{
    while (!m_lowest.empty() && m_lowest.back().factor >= factor) {
        m_lowest.pop_back();
    }
    m_lowest.push_back({m_fed, factor});
    if (m_lowest.front().at < m_fed - m_lookAhead) {
        m_lowest.pop_front();
    }
    m_factor = qMin(m_lowest.front().factor, m_factor + (1 - m_factor) * m_letGo);
    float &oldest = m_recent[size_t(m_fed) % m_recent.size()];
    m_sum += double(m_factor) - double(oldest);
    oldest = m_factor;
    ++m_fed;
    m_most = qMin(m_most, m_factor);
    return float(m_sum / double(m_recent.size()));
}

void GainLimiter::process(SoundPlanes &planes)
{
    if (!m_limits) {
        for (std::vector<float> &plane : planes) {
            for (float &sample : plane) {
                sample *= m_gain;
            }
        }
        return;
    }
    const size_t count = planes.front().size();
    for (size_t i = 0; i < m_waiting.size(); ++i) {
        for (const float sample : planes[i]) {
            m_waiting[i].push_back(sample * m_gain);
        }
        planes[i].clear();
    }
    constexpr size_t kPiece = 64;
    const size_t delay = size_t(m_delay);
    bool low = false;
    for (size_t at = 0; at < count; ++at) {
        if (at % kPiece == 0) {
            low = isLow(at + delay, qMin(kPiece, count - at));
        }
        const float factor = smoothed(low ? 1.0F : allowed(at + delay));
        if (m_fed > m_delay) { // before that it is the silence in front of the sound
            for (size_t i = 0; i < m_waiting.size(); ++i) {
                planes[i].push_back(m_waiting[i][at] * factor);
            }
        }
    }
    for (std::vector<float> &plane : m_waiting) {
        plane.erase(plane.begin(), plane.end() - m_delay);
    }
}

void GainLimiter::finish(SoundPlanes &planes)
{
    planes.resize(qMax(planes.size(), m_waiting.size()));
    for (std::vector<float> &plane : planes) {
        plane.assign(size_t(m_delay), 0.0F);
    }
    if (m_limits) {
        process(planes);
    }
}

double GainLimiter::mostReductionDb() const
{
    return -20 * std::log10(double(m_most));
}

} // namespace rawi
