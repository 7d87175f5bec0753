#pragma once

#include "core/engine/sound/mixed_sound.h"

#include <deque>
#include <optional>

namespace rawi {

// Makes sound louder or softer by one factor, and holds its true peak (ITU-R BS.1770-4 Annex 2) below a ceiling: five
// milliseconds of look-ahead, all channels turned down together, let go over about a tenth of a second. What comes out is
// as long as what went in and not late. Belongs to one thread.
class GainLimiter {
public:
    // `gainDb`: the factor. `ceilingDb`: dBTP; none = the factor alone.
    GainLimiter(int sampleRate, int channels, double gainDb, std::optional<double> ceilingDb);

    // Replaces `planes` by finished samples: fewer than came in at first, all that remain after finish().
    void process(SoundPlanes &planes);
    // The samples still held back, into `planes`.
    void finish(SoundPlanes &planes);
    // How far it had to turn down at most, dB, ≥ 0.
    double mostReductionDb() const;

private:
    float allowed(size_t newest);
    bool isLow(size_t newest, size_t count);
    float smoothed(float factor);

    struct Held { // a factor that no later place of the look-ahead undercuts
        qint64 at;
        float factor;
    };

    float m_gain;
    bool m_limits;
    float m_ceiling = 1;
    int m_lookAhead = 0;             // samples
    int m_delay = 0;                 // samples between what comes in and what goes out
    float m_letGo = 0;               // share of the way back to 1 that is gone a sample
    SoundPlanes m_waiting;           // samples with the gain, m_delay of them between calls
    float m_between = 0;             // the highest place between the two samples looked at before
    std::deque<Held> m_lowest;       // rising factors over the look-ahead
    std::vector<float> m_recent;     // ring of the last m_lookAhead + 1 factors
    double m_sum = 0;                // of m_recent
    float m_factor = 1;
    float m_most = 1;
    qint64 m_fed = 0;
};

} // namespace rawi
