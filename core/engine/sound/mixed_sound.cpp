#include "core/engine/sound/mixed_sound.h"

extern "C" {
#include <libswresample/swresample.h>
}

#include <cmath>

namespace rawi {

namespace {

// A jump of the source's clock beyond this is a broken clock, not a pause to fill with silence.
constexpr qint64 kLongestGapUs = 600'000'000;
constexpr int kMaxSourceChannels = 64;

int bitsOf(const AVCodecParameters *parameters)
{
    const int exact = parameters->bits_per_raw_sample > 0 ? parameters->bits_per_raw_sample
                                                          : av_get_exact_bits_per_sample(parameters->codec_id);
    return qBound(0, exact, 32);
}

} // namespace

Result<std::unique_ptr<MixedSound>> MixedSound::open(AvInput &input, int stream, int channels, int rate)
{
    std::unique_ptr<MixedSound> sound(new MixedSound(input, channels));
    RAWI_TRY(sound->start(stream, rate));
    return sound;
}

MixedSound::~MixedSound()
{
    swr_free(&m_swr);
    av_channel_layout_uninit(&m_layout);
}

Error MixedSound::failed(int code) const
{
    return avError(code, m_input.source().name(), u"mixing the sound"_s);
}

Result<void> MixedSound::start(int stream, int rate)
{
    if (stream < 0 || stream >= int(m_input.context()->nb_streams)
        || m_input.context()->streams[stream]->codecpar->codec_type != AVMEDIA_TYPE_AUDIO) {
        return Error{ErrorCode::InvalidArgument, m_input.source().name(),
                     u"it has no sound stream %1"_s.arg(stream), SubjectKind::File};
    }
    m_input.selectOnly(stream);
    RAWI_ASSIGN(m_decoder, FrameDecoder::open(m_input, stream, 1));
    RAWI_ASSIGN(m_more, m_decoder->next(m_frame.get()));
    if (!m_more) {
        return {};
    }
    if (m_frame->sample_rate <= 0 || m_frame->ch_layout.nb_channels < 1
        || m_frame->ch_layout.nb_channels > kMaxSourceChannels) {
        return Error{ErrorCode::MediaUnsupported, m_input.source().name(),
                     u"sound of %1 Hz and %2 channels"_s.arg(m_frame->sample_rate)
                         .arg(m_frame->ch_layout.nb_channels)};
    }
    m_rate = rate > 0 ? rate : m_frame->sample_rate;
    m_sourceBits = bitsOf(m_decoder->stream()->codecpar);
    m_sourceChannels = m_frame->ch_layout.nb_channels;
    m_mixesDown = m_sourceChannels > m_channels;
    return {};
}

bool MixedSound::sameForm() const
{
    return m_swr != nullptr && m_frame->format == m_format && m_frame->sample_rate == m_inRate
        && av_channel_layout_compare(&m_frame->ch_layout, &m_layout) == 0;
}

// Where libswresample's own is not wanted: one channel is heard from both sides as loud as it is, and of channels whose places
// nobody says (ten microphones in one track) the first ones are taken.
int MixedSound::setMatrix(int from, bool named)
{
    if (named && from > 1) {
        return 0;
    }
    std::vector<double> matrix(size_t(from) * size_t(m_channels), 0.0);
    for (int to = 0; to < m_channels; ++to) {
        matrix[size_t(to) * size_t(from) + size_t(qMin(to, from - 1))] = 1;
    }
    return swr_set_matrix(m_swr, matrix.data(), from);
}

Result<void> MixedSound::openResampler()
{
    swr_free(&m_swr);
    m_format = m_frame->format;
    m_inRate = m_frame->sample_rate;
    av_channel_layout_copy(&m_layout, &m_frame->ch_layout);
    AVChannelLayout known = {};
    if (m_frame->ch_layout.order == AV_CHANNEL_ORDER_UNSPEC) {
        av_channel_layout_default(&known, m_frame->ch_layout.nb_channels);
    } else {
        av_channel_layout_copy(&known, &m_frame->ch_layout);
    }
    const bool named = known.order == AV_CHANNEL_ORDER_NATIVE;
    m_mixesDown = m_mixesDown || known.nb_channels > m_channels;
    AVChannelLayout wanted = {};
    av_channel_layout_default(&wanted, m_channels);
    int code = swr_alloc_set_opts2(&m_swr, &wanted, AV_SAMPLE_FMT_FLTP, m_rate, &known,
                                   AVSampleFormat(m_frame->format), m_frame->sample_rate, 0, nullptr);
    if (code >= 0) {
        av_opt_set_double(m_swr, "async", 1, 0); // fill and cut only, never stretch
        av_opt_set_double(m_swr, "lfe_mix_level", 0, 0);
        code = setMatrix(known.nb_channels, named);
    }
    av_channel_layout_uninit(&known);
    code = code < 0 ? code : swr_init(m_swr);
    if (code < 0) {
        return failed(code);
    }
    return {};
}

Result<int> MixedSound::next(SoundPlanes &out)
{
    out.resize(size_t(m_channels));
    for (std::vector<float> &plane : out) {
        plane.clear();
    }
    while (out.front().empty()) {
        if (m_more) {
            RAWI_TRY(take(out));
            av_frame_unref(m_frame.get());
            RAWI_ASSIGN(m_more, m_decoder->next(m_frame.get()));
        } else if (m_swr != nullptr) {
            RAWI_TRY(convert(nullptr, 0, out));
            swr_free(&m_swr);
        } else {
            break;
        }
    }
    m_converted += qint64(out.front().size());
    return int(out.front().size());
}

Result<void> MixedSound::take(SoundPlanes &out)
{
    qint64 atUs = av_rescale_q(m_frame->pts, m_decoder->stream()->time_base, AV_TIME_BASE_Q) - m_input.startUs();
    if (!sameForm()) {
        if (m_swr != nullptr) {
            RAWI_TRY(convert(nullptr, 0, out)); // what the old resampler still holds
        }
        RAWI_TRY(openResampler());
    }
    const auto sofar = [&] { return m_converted + qint64(out.front().size()); };
    if (!m_started) {
        m_started = true;
        const qint64 late = std::abs(atUs) > kLongestGapUs ? 0 : av_rescale(qMax<qint64>(0, atUs), m_rate, 1'000'000);
        for (std::vector<float> &plane : out) {
            plane.assign(size_t(late), 0.0F);
        }
    }
    const qint64 expectedUs = av_rescale(sofar(), 1'000'000, m_rate);
    if (std::abs(atUs + m_clockShiftUs - expectedUs) > kLongestGapUs) {
        m_clockShiftUs = expectedUs - atUs;
    }
    atUs += m_clockShiftUs;
    RAWI_ASSIGN(atUs, joinedAt(atUs, sofar()));
    swr_next_pts(m_swr, av_rescale(atUs, qint64(m_inRate) * m_rate, 1'000'000));
    m_reachedUs = atUs;
    return convert(m_frame->extended_data, m_frame->nb_samples, out);
}

// Where another recording begins even a short hole is filled, or its sound would run ahead of its picture. Nothing of it is cut
// off where it seems to begin before the other one ends: a FLAC's last frames may come in one packet. Gives the time it has.
Result<qint64> MixedSound::joinedAt(qint64 atUs, qint64 samples)
{
    constexpr qint64 kRoundedUs = 1000;
    const bool joins = m_input.joinsBetween(m_reachedUs + m_input.startUs(), atUs + m_input.startUs());
    const qint64 behindUs = atUs - av_rescale(samples, 1'000'000, m_rate) - swr_get_delay(m_swr, 1'000'000);
    if (joins && behindUs < -kRoundedUs) {
        m_clockShiftUs -= behindUs;
        return atUs - behindUs;
    }
    if (joins && behindUs > kRoundedUs) {
        const int code = swr_inject_silence(m_swr, int(av_rescale(behindUs, m_inRate, 1'000'000)));
        if (code < 0) {
            return failed(code);
        }
    }
    return atUs;
}

Result<void> MixedSound::convert(uint8_t **samples, int count, SoundPlanes &out)
{
    constexpr int kChunk = 8192;
    float room[2][kChunk];
    uint8_t *planes[2] = {reinterpret_cast<uint8_t *>(room[0]), reinterpret_cast<uint8_t *>(room[1])};
    for (bool first = true;; first = false) {
        // Later rounds take out what did not fit; a null input would flush, so they give none of no length.
        const uint8_t *none[AV_NUM_DATA_POINTERS] = {};
        const uint8_t **input = samples == nullptr ? nullptr : first ? const_cast<const uint8_t **>(samples) : none;
        const int got = swr_convert(m_swr, planes, kChunk, input, first ? count : 0);
        if (got < 0) {
            return failed(got);
        }
        for (int i = 0; i < m_channels; ++i) {
            out[size_t(i)].insert(out[size_t(i)].end(), room[i], room[i] + got);
        }
        if (got < kChunk) {
            return {};
        }
    }
}

} // namespace rawi
