#include "core/engine/audio_pass.h"

#include "core/engine/frame_decoder.h"
#include "core/engine/mux_file.h"

extern "C" {
#include <libavutil/audio_fifo.h>
#include <libswresample/swresample.h>
}

#include <cmath>

namespace rawi {

namespace {

constexpr int kChannels = 2;
// A jump of the source's clock beyond this is a broken clock, not a pause to fill with silence.
constexpr int kLongestGapSeconds = 600;

// Decodes, converts to stereo and encodes; holes and overlaps of more than a tenth of a second in the source
// become silence and cuts, so sound and picture stay together. Belongs to one runAudioPass call.
class AudioPass {
public:
    AudioPass(AvInput &input, int stream, const AudioSettings &settings, const QString &path, ProgressMeter &meter) :
        m_input(input), m_settings(settings), m_path(path), m_meter(meter), m_stream(stream)
    {
    }
    ~AudioPass()
    {
        swr_free(&m_swr);
        av_audio_fifo_free(m_fifo);
    }
    AudioPass(const AudioPass &) = delete;
    AudioPass &operator=(const AudioPass &) = delete;

    Result<bool> run()
    {
        m_input.selectOnly(m_stream);
        RAWI_ASSIGN(m_decoder, FrameDecoder::open(m_input, m_stream, 1));
        const FramePtr frame = makeFrame();
        RAWI_ASSIGN(bool more, m_decoder->next(frame.get()));
        if (!more) {
            return false;
        }
        RAWI_TRY(openEncoder(frame.get()));
        while (more) {
            RAWI_TRY(take(frame.get()));
            av_frame_unref(frame.get());
            RAWI_ASSIGN(more, m_decoder->next(frame.get()));
        }
        RAWI_TRY(convert(nullptr, 0));
        RAWI_TRY(encodeWhole(true));
        RAWI_TRY(send(nullptr));
        RAWI_TRY(m_file->finish());
        return true;
    }

private:
    const QString &subject() const { return m_input.source().name(); }
    Error failed(int code) const { return avError(code, subject(), QStringLiteral("encoding the sound")); }

    Result<void> openEncoder(const AVFrame *frame)
    {
        const AVCodec *encoder = avcodec_find_encoder_by_name("aac");
        m_codec.reset(encoder == nullptr ? nullptr : avcodec_alloc_context3(encoder));
        if (m_codec == nullptr) {
            return failed(AVERROR_ENCODER_NOT_FOUND);
        }
        m_rate = frame->sample_rate == 44100 ? 44100 : 48000;
        m_codec->sample_rate = m_rate;
        m_codec->sample_fmt = AV_SAMPLE_FMT_FLTP;
        av_channel_layout_default(&m_codec->ch_layout, kChannels);
        m_codec->bit_rate = m_settings.rate;
        m_codec->time_base = {1, m_rate};
        m_codec->flags |= AV_CODEC_FLAG_GLOBAL_HEADER;
        int code = avcodec_open2(m_codec.get(), encoder, nullptr);
        m_fifo = av_audio_fifo_alloc(AV_SAMPLE_FMT_FLTP, kChannels, m_rate);
        if (code < 0 || m_fifo == nullptr) {
            return failed(code < 0 ? code : AVERROR(ENOMEM));
        }
        RAWI_ASSIGN(m_file, MuxFile::create(m_path, MuxFile::Kind::AudioTrack));
        AVCodecParameters *parameters = avcodec_parameters_alloc();
        avcodec_parameters_from_context(parameters, m_codec.get());
        const Result<int> stream = m_file->addStream(parameters, {1, m_rate});
        avcodec_parameters_free(&parameters);
        RAWI_TRY(stream);
        return m_file->start();
    }

    bool sameForm(const AVFrame *frame) const
    {
        return m_swr != nullptr && frame->format == m_format && frame->sample_rate == m_inRate
            && av_channel_layout_compare(&frame->ch_layout, &m_layout) == 0;
    }

    Result<void> openResampler(const AVFrame *frame)
    {
        swr_free(&m_swr);
        m_format = frame->format;
        m_inRate = frame->sample_rate;
        av_channel_layout_copy(&m_layout, &frame->ch_layout);
        AVChannelLayout known = {};
        if (frame->ch_layout.order == AV_CHANNEL_ORDER_UNSPEC) {
            av_channel_layout_default(&known, frame->ch_layout.nb_channels);
        } else {
            av_channel_layout_copy(&known, &frame->ch_layout);
        }
        int code = swr_alloc_set_opts2(&m_swr, &m_codec->ch_layout, AV_SAMPLE_FMT_FLTP, m_rate, &known,
                                       AVSampleFormat(frame->format), frame->sample_rate, 0, nullptr);
        av_channel_layout_uninit(&known);
        if (code >= 0) {
            av_opt_set_double(m_swr, "async", 1, 0); // fill and cut only, never stretch
            code = swr_init(m_swr);
        }
        if (code < 0) {
            return failed(code);
        }
        return {};
    }

    Result<void> take(AVFrame *frame)
    {
        const AVRational base = m_decoder->stream()->time_base;
        const qint64 atUs = av_rescale_q(frame->pts, base, AV_TIME_BASE_Q) - m_input.startUs();
        if (m_swr != nullptr && !sameForm(frame)) {
            RAWI_TRY(convert(nullptr, 0)); // what the old resampler still holds
        }
        if (!sameForm(frame)) {
            RAWI_TRY(openResampler(frame));
        }
        if (m_firstPts == AV_NOPTS_VALUE) {
            m_firstPts = av_rescale(atUs, m_rate, 1'000'000);
        }
        const qint64 expectedUs = av_rescale(m_firstPts + m_converted, 1'000'000, m_rate);
        if (std::abs(atUs + m_clockShiftUs - expectedUs) > kLongestGapSeconds * 1'000'000LL) {
            m_clockShiftUs = expectedUs - atUs;
        }
        const qint64 ticks = qint64(m_inRate) * m_rate;
        swr_next_pts(m_swr, av_rescale(atUs + m_clockShiftUs, ticks, 1'000'000));
        RAWI_TRY(convert(frame->extended_data, frame->nb_samples));
        RAWI_TRY(encodeWhole(false));
        m_meter.reach(atUs, 0);
        return {};
    }

    Result<void> convert(uint8_t **samples, int count)
    {
        constexpr int kChunk = 8192;
        const FramePtr out = makeFrame();
        for (bool first = true;; first = false) {
            out->format = AV_SAMPLE_FMT_FLTP;
            out->nb_samples = kChunk;
            av_channel_layout_default(&out->ch_layout, kChannels);
            int code = av_frame_get_buffer(out.get(), 0);
            if (code < 0) {
                return failed(code);
            }
            // Later rounds take out what did not fit; a null input would flush, so they give none of no length.
            const uint8_t *none[AV_NUM_DATA_POINTERS] = {};
            const uint8_t **input = samples == nullptr ? nullptr
                : first ? const_cast<const uint8_t **>(samples) : none;
            code = swr_convert(m_swr, out->extended_data, kChunk, input, first ? count : 0);
            if (code < 0) {
                return failed(code);
            }
            if (av_audio_fifo_write(m_fifo, reinterpret_cast<void **>(out->extended_data), code) < code) {
                return failed(AVERROR(ENOMEM));
            }
            m_converted += code;
            av_frame_unref(out.get());
            if (code < kChunk) {
                return {};
            }
            RAWI_TRY(encodeWhole(false));
        }
    }

    Result<void> encodeWhole(bool rest)
    {
        const int size = m_codec->frame_size;
        while (av_audio_fifo_size(m_fifo) >= size || (rest && av_audio_fifo_size(m_fifo) > 0)) {
            const FramePtr frame = makeFrame();
            frame->format = AV_SAMPLE_FMT_FLTP;
            frame->sample_rate = m_rate;
            frame->nb_samples = qMin(size, av_audio_fifo_size(m_fifo));
            av_channel_layout_default(&frame->ch_layout, kChannels);
            const int code = av_frame_get_buffer(frame.get(), 0);
            if (code < 0) {
                return failed(code);
            }
            av_audio_fifo_read(m_fifo, reinterpret_cast<void **>(frame->extended_data), frame->nb_samples);
            frame->pts = m_firstPts + m_sent;
            m_sent += frame->nb_samples;
            RAWI_TRY(send(frame.get()));
        }
        return {};
    }

    Result<void> send(AVFrame *frame)
    {
        int code = avcodec_send_frame(m_codec.get(), frame);
        while (code >= 0) {
            code = avcodec_receive_packet(m_codec.get(), m_packet.get());
            if (code >= 0) {
                RAWI_TRY(m_file->write(m_packet.get(), 0));
            }
        }
        if (code != AVERROR(EAGAIN) && code != AVERROR_EOF) {
            return failed(code);
        }
        return {};
    }

    AvInput &m_input;
    const AudioSettings &m_settings;
    QString m_path;
    ProgressMeter &m_meter;
    int m_stream;
    std::unique_ptr<FrameDecoder> m_decoder;
    std::unique_ptr<MuxFile> m_file;
    CodecPtr m_codec;
    PacketPtr m_packet = makePacket();
    SwrContext *m_swr = nullptr;
    AVAudioFifo *m_fifo = nullptr;
    AVChannelLayout m_layout = {};
    int m_format = -1;
    int m_inRate = 0;
    int m_rate = 48000;
    qint64 m_firstPts = AV_NOPTS_VALUE; // samples of the rendition
    qint64 m_converted = 0;             // samples of the rendition, waiting ones included
    qint64 m_sent = 0;
    qint64 m_clockShiftUs = 0;
};

} // namespace

Result<AudioReport> runAudioPass(const SourceFile &source, int stream, const AudioSettings &settings, OutputForm,
                                 const QString &path, ProgressMeter &meter)
{
    RAWI_ASSIGN(const std::unique_ptr<AvInput> input, AvInput::open(source));
    RAWI_ASSIGN(const bool any,
                AudioPass(*input, stream >= 0 ? stream : input->audioStream(), settings, path, meter).run());
    return AudioReport{any};
}

} // namespace rawi
