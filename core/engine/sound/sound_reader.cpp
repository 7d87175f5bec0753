#include "core/engine/sound/sound_reader.h"

extern "C" {
#include <libswresample/swresample.h>
}

#include <algorithm>
#include <array>

namespace rawi {

namespace {

// A jump of the source's clock beyond this is a broken clock, not a pause to fill with silence.
constexpr int kLongestGapSeconds = 600;
constexpr int kSilencePiece = 4096;
constexpr int kMaxChannels = 64;

} // namespace

Result<std::unique_ptr<SoundReader>> SoundReader::open(AvInput &input, int stream)
{
    std::unique_ptr<SoundReader> reader(new SoundReader(input));
    input.selectOnly(stream);
    RAWI_ASSIGN(reader->m_decoder, FrameDecoder::open(input, stream, 1));
    RAWI_TRY(reader->start());
    return reader;
}

SoundReader::~SoundReader()
{
    swr_free(&m_converter);
    av_channel_layout_uninit(&m_layout);
    av_channel_layout_uninit(&m_fromLayout);
}

Result<void> SoundReader::start()
{
    RAWI_ASSIGN(m_pending, m_decoder->next(m_frame.get()));
    const QString &subject = m_input.source().name();
    if (!m_pending) {
        return Error{ErrorCode::MediaTruncated, subject, u"its sound has no frame"_s};
    }
    m_rate = m_frame->sample_rate;
    if (m_rate <= 0 || m_frame->ch_layout.nb_channels < 1 || m_frame->ch_layout.nb_channels > kMaxChannels) {
        return Error{ErrorCode::MediaUnsupported, subject,
                     u"sound of %1 Hz and %2 channels"_s.arg(m_rate).arg(m_frame->ch_layout.nb_channels)};
    }
    if (m_frame->ch_layout.order == AV_CHANNEL_ORDER_UNSPEC) {
        av_channel_layout_default(&m_layout, m_frame->ch_layout.nb_channels);
    } else {
        av_channel_layout_copy(&m_layout, &m_frame->ch_layout);
    }
    m_buffers.resize(size_t(m_layout.nb_channels));
    m_planes.resize(m_buffers.size());
    return {};
}

Result<std::optional<SoundReader::Piece>> SoundReader::next()
{
    for (;;) {
        if (m_silence > 0) {
            return std::optional(silence());
        }
        if (!m_pending) {
            av_frame_unref(m_frame.get());
            RAWI_ASSIGN(m_pending, m_decoder->next(m_frame.get()));
            if (!m_pending) {
                return std::optional<Piece>();
            }
        }
        const qint64 sourceUs = av_rescale_q(m_frame->pts, m_decoder->stream()->time_base, AV_TIME_BASE_Q);
        const qint64 due = av_rescale(sourceUs - m_input.startUs(), m_rate, AV_TIME_BASE) - m_shift;
        const qint64 ahead = due - m_position;
        if (std::abs(ahead) > qint64(kLongestGapSeconds) * m_rate) {
            m_shift += ahead;
        } else if (const bool joins = m_input.joinsBetween(m_reachedUs, sourceUs); ahead > (joins ? m_rate / 1000 : m_rate / 10)) {
            m_silence = ahead; // where another recording begins even a short hole
            continue;
        } else if (joins && ahead < 0) {
            m_shift += ahead; // and nothing is cut off
            m_reachedUs = sourceUs;
            continue;
        }
        m_reachedUs = sourceUs;
        m_pending = false;
        RAWI_ASSIGN(Piece piece, converted());
        if (ahead < -(m_rate / 10) && ahead >= -qint64(kLongestGapSeconds) * m_rate) {
            const int cut = int(std::min<qint64>(-ahead, piece.samples));
            for (const float *&plane : m_planes) {
                plane += cut;
            }
            piece.samples -= cut;
        }
        if (piece.samples > 0) {
            m_position += piece.samples;
            return std::optional(piece);
        }
    }
}

SoundReader::Piece SoundReader::silence()
{
    const int count = int(std::min<qint64>(m_silence, kSilencePiece));
    m_buffers.front().assign(size_t(count), 0.0F);
    std::fill(m_planes.begin(), m_planes.end(), m_buffers.front().data());
    m_silence -= count;
    m_position += count;
    return {m_planes.data(), count};
}

Result<void> SoundReader::openConverter()
{
    const AVFrame *frame = m_frame.get();
    if (m_converter != nullptr && frame->format == m_fromFormat && frame->sample_rate == m_fromRate
        && av_channel_layout_compare(&frame->ch_layout, &m_fromLayout) == 0) {
        return {};
    }
    swr_free(&m_converter);
    m_fromFormat = frame->format;
    m_fromRate = frame->sample_rate;
    av_channel_layout_copy(&m_fromLayout, &frame->ch_layout);
    AVChannelLayout known = {};
    if (frame->ch_layout.order == AV_CHANNEL_ORDER_UNSPEC) {
        av_channel_layout_default(&known, frame->ch_layout.nb_channels);
    } else {
        av_channel_layout_copy(&known, &frame->ch_layout);
    }
    int code = swr_alloc_set_opts2(&m_converter, &m_layout, AV_SAMPLE_FMT_FLTP, m_rate, &known,
                                   AVSampleFormat(frame->format), frame->sample_rate, 0, nullptr);
    av_channel_layout_uninit(&known);
    code = code < 0 ? code : swr_init(m_converter);
    if (code < 0) {
        return avError(code, m_input.source().name(), u"reading the sound"_s);
    }
    return {};
}

// The frame's samples as planes of floats; the planes' pointers may be moved on.
Result<SoundReader::Piece> SoundReader::converted()
{
    const AVFrame *frame = m_frame.get();
    const bool direct = frame->format == AV_SAMPLE_FMT_FLTP && frame->sample_rate == m_rate
        && (av_channel_layout_compare(&frame->ch_layout, &m_layout) == 0
            || (frame->ch_layout.order == AV_CHANNEL_ORDER_UNSPEC
                && frame->ch_layout.nb_channels == m_layout.nb_channels));
    if (direct) {
        for (size_t i = 0; i < m_planes.size(); ++i) {
            m_planes[i] = reinterpret_cast<const float *>(frame->extended_data[i]);
        }
        return Piece{m_planes.data(), frame->nb_samples};
    }
    RAWI_TRY(openConverter());
    const int room = swr_get_out_samples(m_converter, frame->nb_samples);
    std::array<uint8_t *, kMaxChannels> out{};
    for (size_t i = 0; i < m_buffers.size(); ++i) {
        m_buffers[i].resize(size_t(std::max(1, room)));
        out[i] = reinterpret_cast<uint8_t *>(m_buffers[i].data());
        m_planes[i] = m_buffers[i].data();
    }
    const int got = room < 0 ? room
                             : swr_convert(m_converter, out.data(), room,
                                           const_cast<const uint8_t **>(frame->extended_data), frame->nb_samples);
    if (got < 0) {
        return avError(got, m_input.source().name(), u"reading the sound"_s);
    }
    return Piece{m_planes.data(), got};
}

} // namespace rawi
