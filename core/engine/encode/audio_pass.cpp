#include "core/engine/encode/audio_pass.h"

#include "core/engine/av/mux_file.h"
#include "core/engine/sound/edited_sound.h"
#include "core/engine/sound/gain_limiter.h"
#include "core/engine/sound/loudness_meter.h"
#include "core/engine/sound/sound_encoder.h"
#include "core/media/loudness_report.h"

#include <cmath>
#include <functional>

namespace rawi {

namespace {

constexpr double kTolerance = 0.1;    // LU; R 128 allows 0.2 for files made in advance
constexpr double kMostGain = 30;      // dB; beyond that only noise would be brought out
constexpr double kPeakMargin = 0.3;   // dB; meters of finer oversampling see more than Annex 2's filter
constexpr double kLossyMargin = 0.3;  // dB; a lossy codec's peaks are not those it was given
constexpr double kMostCorrection = 6; // dB beyond the plain gain to make up for what the limiter takes
constexpr int kMostEncodes = 3;
constexpr int kMostTrials = 4;
constexpr int kSteps = 4;             // of progress: measure, try, encode, measure back

// What was heard of a sound.
struct Measured {
    double integrated = -HUGE_VAL; // LUFS
    double truePeak = -HUGE_VAL;   // dBTP
    double range = 0;              // LU
    bool heard() const { return std::isfinite(integrated); }
};

// How the sound's level is changed.
struct Level {
    double gain = 0;               // dB
    std::optional<double> ceiling; // dBTP
};

// Encodes one stream. Belongs to one runAudioPass call.
class AudioPass {
public:
    AudioPass(const SourceFile &source, int stream, const AudioSettings &settings, const QString &path,
              ProgressMeter &meter, const EditList &edit, const FilmSources &others) :
        m_source(source), m_others(others), m_stream(stream), m_settings(settings), m_path(path), m_meter(meter), m_edit(edit)
    {
    }

    Result<AudioReport> run()
    {
        AudioReport report;
        RAWI_TRY(look());
        if (m_rate == 0) {
            return report;
        }
        report.any = true;
        if (!m_settings.loudness) {
            // Nothing is asked for: only sums of several channels may have to be held below full scale.
            m_step = 0;
            m_steps = 1;
            RAWI_TRY(encode({0, m_mixesDown ? std::optional(m_settings.ceiling) : std::nullopt}));
            report.clipped = m_clipped;
            return report;
        }
        m_steps = kSteps;
        RAWI_ASSIGN(const Measured before, measure(m_source, m_stream, {}));
        RAWI_ASSIGN(report.loudness, bringTo(*m_settings.loudness, before));
        report.clipped = m_clipped;
        return report;
    }

private:
    using Taker = std::function<Result<void>(const SoundPlanes &)>;

    Result<void> look()
    {
        constexpr qint64 kBudgetMs = 15'000;
        RAWI_ASSIGN(std::unique_ptr<AvInput> input, AvInput::open(m_source, kBudgetMs));
        m_stream = m_stream >= 0 ? m_stream : input->audioStream();
        int stream = m_stream;
        for (auto film = m_others.begin(); stream < 0 && film != m_others.end(); ++film) { // the first that has any decides
            RAWI_ASSIGN(input, AvInput::open(film->file, kBudgetMs));
            stream = input->audioStream();
        }
        RAWI_ASSIGN(const std::unique_ptr<MixedSound> sound, MixedSound::open(*input, stream, m_settings.channels, 0));
        if (sound->empty()) {
            return {};
        }
        if (!lossy() && m_others.empty()) {
            m_settings.channels = qMin(m_settings.channels, sound->sourceChannels()); // the same samples, not twice
        }
        m_rate = encodedRate(m_settings.codec, sound->rate());
        m_bits = sound->sourceBits();
        m_mixesDown = sound->mixesDown();
        m_durationUs = m_edit.isEmpty() ? input->durationUs() : m_edit.lengthUs();
        return {};
    }

    // Decodes a stream from start to end at the rendition's rate and with the level changed.
    Result<void> play(const SourceFile &file, int stream, const Level &level, const Taker &take)
    {
        const bool finished = &file != &m_source; // what was made has been edited already
        RAWI_ASSIGN(const std::unique_ptr<EditedSound> sound,
                    EditedSound::open(file, stream, m_settings.channels, m_rate, finished ? EditList() : m_edit, m_others));
        GainLimiter limiter(m_rate, m_settings.channels, level.gain, level.ceiling);
        qint64 early = 0;
        if (finished) {
            RAWI_ASSIGN(early, startUpOf(file));
        }
        SoundPlanes planes;
        for (;;) {
            RAWI_ASSIGN(const int count, sound->next(planes));
            if (count == 0) {
                break;
            }
            if (m_meter.givenUp()) {
                return Error{ErrorCode::Cancelled, m_source.name(), {}};
            }
            if (finished) {
                keepSound(planes, early);
            } else {
                m_given += count;
            }
            limiter.process(planes);
            RAWI_TRY(take(planes));
            m_meter.reach((m_durationUs * m_step + qMin(sound->reachedUs(), m_durationUs)) / m_steps, 0);
        }
        limiter.finish(planes);
        m_reduction = limiter.mostReductionDb();
        return take(planes);
    }

    // Samples of an encoder's start-up that come before the sound in what was made. No player plays them; and short loud sounds
    // are measured differently (BS.1770-4's blocks of 400 ms) when they come so much later.
    Result<qint64> startUpOf(const SourceFile &made) const
    {
        RAWI_ASSIGN(const std::unique_ptr<AvInput> input, AvInput::open(made));
        const qint64 earlyUs = kIntermediateShiftSeconds * 1'000'000 - input->startUs();
        return qBound(qint64(0), qint64(av_rescale(earlyUs, m_rate, 1'000'000)), qint64(m_rate));
    }

    // Leaves of samples that were made only those that players play: neither the `early` ones nor what fills the last packet.
    void keepSound(SoundPlanes &planes, qint64 &early)
    {
        const auto skip = qMin<qint64>(early, qint64(planes.front().size()));
        const auto keep = qBound<qint64>(0, m_given - m_heard, qint64(planes.front().size()) - skip);
        for (std::vector<float> &plane : planes) {
            plane.erase(plane.begin(), plane.begin() + skip);
            plane.resize(size_t(keep));
        }
        early -= skip;
        m_heard += keep;
    }

    Result<Measured> measure(const SourceFile &file, int stream, const Level &level)
    {
        RAWI_ASSIGN(LoudnessMeter meter, LoudnessMeter::make(m_rate, m_settings.channels));
        const Taker take = [&](const SoundPlanes &planes) -> Result<void> {
            const float *data[2] = {planes.front().data(), planes.back().data()};
            meter.add(data, int(planes.front().size()));
            return {};
        };
        m_heard = 0;
        RAWI_TRY(play(file, stream, level, take));
        m_step = qMin(m_step + 1, m_steps - 1);
        return Measured{meter.integrated(), meter.truePeak(), meter.range()};
    }

    Result<void> encode(const Level &level)
    {
        RAWI_ASSIGN(const std::unique_ptr<SoundEncoder> encoder,
                    SoundEncoder::open(m_settings, m_rate, m_bits, m_path));
        m_given = 0;
        RAWI_TRY(play(m_source, m_stream, level, [&](const SoundPlanes &planes) { return encoder->add(planes); }));
        m_step = qMin(m_step + 1, m_steps - 1);
        RAWI_TRY(encoder->finish());
        m_clipped = encoder->clipped();
        return {};
    }

    Result<Measured> encodeAndMeasure(const Level &level)
    {
        RAWI_TRY(encode(level));
        m_limited = m_reduction > kTolerance;
        RAWI_ASSIGN(const SourceFile made, SourceFile::open(m_path));
        return measure(made, -1, {});
    }

    bool lossy() const { return m_settings.codec != AudioCodec::Flac; }

    Result<QJsonObject> bringTo(double target, const Measured &before)
    {
        Level level; // what is silent or under 400 ms has no loudness, and keeps its level
        if (before.heard()) {
            level.gain = qMin(target - before.integrated, kMostGain);
            target = before.integrated + level.gain;
        }
        m_mostGain = level.gain + kMostCorrection;
        const double safe = m_settings.ceiling - kPeakMargin - (lossy() ? kLossyMargin : 0);
        if (before.truePeak + level.gain > safe) {
            level.ceiling = safe;
        }
        double bias = 0; // what the codec adds to the loudness
        Measured after;
        for (int round = 0; round < kMostEncodes; ++round) {
            double expected = before.integrated + level.gain;
            if (level.ceiling && before.heard()) {
                RAWI_ASSIGN(expected, settle(level, target - bias));
            }
            m_step = kSteps / 2;
            RAWI_ASSIGN(after, encodeAndMeasure(level));
            bias = after.heard() ? after.integrated - expected : 0;
            if (!correct(level, after, target)) {
                break;
            }
        }
        return describe(level, after);
    }

    // Finds the gain with which the limiter, which takes loudness away, still gives `target`; what it then gives.
    Result<double> settle(Level &level, double target)
    {
        double slope = 1; // LU won by a dB of gain
        RAWI_ASSIGN(Measured trial, measure(m_source, m_stream, level));
        for (int i = 0; i < kMostTrials && std::abs(target - trial.integrated) > kTolerance / 2; ++i) {
            const double step = qMin((target - trial.integrated) / slope, m_mostGain - level.gain);
            if (std::abs(step) < kTolerance / 2) {
                break;
            }
            level.gain += step;
            const double last = trial.integrated;
            RAWI_ASSIGN(trial, measure(m_source, m_stream, level));
            slope = qBound(0.25, (trial.integrated - last) / step, 1.0);
        }
        return trial.integrated;
    }

    // Whether another encode with a changed level would come closer.
    bool correct(Level &level, const Measured &after, double target) const
    {
        const double over = after.truePeak - (m_settings.ceiling - kPeakMargin / 3);
        if (over > 0) {
            level.ceiling = level.ceiling.value_or(m_settings.ceiling) - over - kPeakMargin / 3;
        }
        const double off = target - after.integrated;
        const bool away = after.heard() && std::abs(off) > kTolerance && qMin(level.gain + off, m_mostGain) != level.gain;
        if (away && !level.ceiling) {
            level.gain += off;
        }
        return over > 0 || away;
    }

    QJsonObject describe(const Level &level, const Measured &after) const
    {
        LoudnessReport report;
        if (after.heard()) {
            report.integrated = after.integrated;
        }
        if (std::isfinite(after.truePeak)) {
            report.truePeak = after.truePeak;
        }
        report.range = after.range;
        report.gainDb = level.gain;
        report.limited = m_limited;
        report.target = m_settings.loudness;
        report.ceiling = m_settings.ceiling;
        return report.toJson();
    }

    const SourceFile &m_source;
    const FilmSources &m_others;
    int m_stream;
    AudioSettings m_settings;
    QString m_path;
    ProgressMeter &m_meter;
    const EditList &m_edit;
    int m_rate = 0; // of the rendition
    int m_bits = 0;
    bool m_mixesDown = false;
    qint64 m_clipped = 0; // in the last encode
    qint64 m_given = 0;   // samples to the last encode
    qint64 m_heard = 0;   // samples of it, measured back so far
    qint64 m_durationUs = 0;
    double m_mostGain = 0;
    double m_reduction = 0; // dB, the most that the limiter took in the last pass
    bool m_limited = false; // in the last encode
    int m_step = 0;
    int m_steps = 1;
};

} // namespace

Result<AudioReport> runAudioPass(const SourceFile &source, int stream, const AudioSettings &settings, OutputForm,
                                 const QString &path, ProgressMeter &meter, const EditList &edit,
                                 const FilmSources &others)
{
    return AudioPass(source, stream, settings, path, meter, edit, others).run();
}

} // namespace rawi
