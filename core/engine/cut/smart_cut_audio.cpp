#include "core/engine/cut/smart_cut_audio.h"

extern "C" {
#include <libavutil/audio_fifo.h>
#include <libswresample/swresample.h>
}

#include <algorithm>
#include <array>
#include <cstdlib>

namespace rawi {

namespace {

// A jump of the source's clock beyond this is a hole or an overlap; below it is a rounded time.
constexpr int kRoundedMs = 50;

// AAC from a stream of samples. Belongs to one cutAudio call.
class AacWriter {
public:
    explicit AacWriter(PacketSpool &spool) : m_spool(spool) {}
    ~AacWriter() { av_audio_fifo_free(m_fifo); }
    AacWriter(const AacWriter &) = delete;
    AacWriter &operator=(const AacWriter &) = delete;

    Result<void> open(const AVCodecParameters *like)
    {
        const AVCodec *encoder = avcodec_find_encoder_by_name("aac");
        m_codec.reset(encoder == nullptr ? nullptr : avcodec_alloc_context3(encoder));
        if (m_codec == nullptr) {
            return failed(AVERROR_ENCODER_NOT_FOUND);
        }
        constexpr std::array kRates{8000, 11025, 12000, 16000, 22050, 24000, 32000, 44100, 48000, 88200, 96000};
        const bool known = std::find(kRates.begin(), kRates.end(), like->sample_rate) != kRates.end();
        m_codec->sample_rate = known ? like->sample_rate : 48000;
        m_codec->sample_fmt = AV_SAMPLE_FMT_FLTP;
        const int channels = like->ch_layout.nb_channels;
        constexpr std::array kPlain{1, 2, 6};
        const bool plain = std::find(kPlain.begin(), kPlain.end(), channels) != kPlain.end();
        av_channel_layout_default(&m_codec->ch_layout, plain ? channels : 2);
        const qint64 most = 192'000LL * m_codec->ch_layout.nb_channels;
        m_codec->bit_rate = qBound(64'000LL * (1 + m_codec->ch_layout.nb_channels), qint64(like->bit_rate), most);
        m_codec->time_base = {1, m_codec->sample_rate};
        m_codec->flags |= AV_CODEC_FLAG_GLOBAL_HEADER;
        const int code = avcodec_open2(m_codec.get(), encoder, nullptr);
        m_fifo = av_audio_fifo_alloc(AV_SAMPLE_FMT_FLTP, m_codec->ch_layout.nb_channels, m_codec->sample_rate);
        if (code < 0 || m_fifo == nullptr) {
            return failed(code < 0 ? code : AVERROR(ENOMEM));
        }
        return {};
    }

    AVCodecContext *codec() const { return m_codec.get(); }
    int rate() const { return m_codec->sample_rate; }
    qint64 samples() const { return m_taken; }

    Result<void> add(uint8_t **planes, int count)
    {
        if (av_audio_fifo_write(m_fifo, reinterpret_cast<void **>(planes), count) < count) {
            return failed(AVERROR(ENOMEM));
        }
        m_taken += count;
        return encode(false);
    }

    Result<void> addSilence(qint64 count)
    {
        while (count > 0) {
            RAWI_ASSIGN(const FramePtr quiet, newFrame(int(qMin<qint64>(count, 8192))));
            av_samples_set_silence(quiet->extended_data, 0, quiet->nb_samples, m_codec->ch_layout.nb_channels,
                                   AV_SAMPLE_FMT_FLTP);
            count -= quiet->nb_samples;
            RAWI_TRY(add(quiet->extended_data, quiet->nb_samples));
        }
        return {};
    }

    Result<void> finish()
    {
        RAWI_TRY(encode(true));
        return send(nullptr);
    }

    Result<FramePtr> newFrame(int samples) const
    {
        FramePtr frame = makeFrame();
        frame->format = AV_SAMPLE_FMT_FLTP;
        frame->sample_rate = m_codec->sample_rate;
        frame->nb_samples = samples;
        av_channel_layout_copy(&frame->ch_layout, &m_codec->ch_layout);
        const int code = av_frame_get_buffer(frame.get(), 0);
        if (code < 0) {
            return failed(code);
        }
        return frame;
    }

    static Error failed(int code) { return avError(code, u"cut"_s, u"encoding the sound"_s); }

private:
    Result<void> encode(bool rest)
    {
        while (av_audio_fifo_size(m_fifo) >= m_codec->frame_size || (rest && av_audio_fifo_size(m_fifo) > 0)) {
            RAWI_ASSIGN(const FramePtr frame, newFrame(qMin(m_codec->frame_size, av_audio_fifo_size(m_fifo))));
            av_audio_fifo_read(m_fifo, reinterpret_cast<void **>(frame->extended_data), frame->nb_samples);
            frame->pts = m_sent;
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
                const QByteArrayView data(reinterpret_cast<const char *>(m_packet->data), m_packet->size);
                RAWI_TRY(m_spool.append(data, m_packet->pts, m_packet->duration, true));
                av_packet_unref(m_packet.get());
            }
        }
        if (code != AVERROR(EAGAIN) && code != AVERROR_EOF) {
            return failed(code);
        }
        return {};
    }

    PacketSpool &m_spool;
    CodecPtr m_codec;
    PacketPtr m_packet = makePacket();
    AVAudioFifo *m_fifo = nullptr;
    qint64 m_taken = 0;
    qint64 m_sent = 0;
};

// Reads the samples of one span of one source into the writer. Belongs to one span.
class SpanReader {
public:
    SpanReader(const CutSpan &span, AacWriter &writer, qint64 samples) :
        m_span(span), m_writer(writer), m_end(writer.samples() + samples)
    {
    }
    ~SpanReader() { swr_free(&m_swr); }
    SpanReader(const SpanReader &) = delete;
    SpanReader &operator=(const SpanReader &) = delete;

    // As many samples as were asked for, or fewer when the source ends.
    Result<void> run()
    {
        const CutInput &source = *m_span.source;
        RAWI_ASSIGN(m_input, AvInput::open(source.file()));
        m_input->selectOnly(source.audioIndex());
        RAWI_ASSIGN(m_decoder, FrameDecoder::open(*m_input, source.audioIndex(), 1));
        const FramePtr frame = makeFrame();
        RAWI_ASSIGN(bool more, firstFrame(frame.get()));
        while (more && m_writer.samples() < m_end) {
            RAWI_TRY(take(frame.get()));
            av_frame_unref(frame.get());
            RAWI_ASSIGN(more, m_decoder->next(frame.get()));
        }
        return m_swr != nullptr ? convert(nullptr, 0) : Result<void>();
    }

private:
    // A second before the beginning, so that decoders have found their feet by then. Containers whose times after a seek
    // are estimates (MP3, MPEG) are read from the start.
    Result<bool> firstFrame(AVFrame *frame)
    {
        const QByteArray container = m_input->context()->iformat->name;
        const AVRational clock = m_decoder->stream()->time_base;
        const qint64 base = av_rescale_q(m_span.base, m_span.clock, clock);
        for (const char *exact : {"mov,", "matroska", "wav", "flac", "ogg"}) {
            const qint64 target = base - clock.den / qMax(1, clock.num);
            if (!container.startsWith(exact) || target <= 0 || !m_decoder->seek(target).ok()) {
                continue;
            }
            RAWI_ASSIGN(const bool any, m_decoder->next(frame));
            if (any && frame->pts <= base) {
                return true;
            }
            av_frame_unref(frame);
            RAWI_TRY(m_decoder->seek(INT64_MIN / 2));
        }
        return m_decoder->next(frame);
    }

    Result<void> take(AVFrame *frame)
    {
        if (m_swr == nullptr || frame->sample_rate != m_rate || frame->format != m_format) {
            RAWI_TRY(m_swr != nullptr ? convert(nullptr, 0) : Result<void>());
            RAWI_TRY(openResampler(frame));
        }
        const qint64 at = av_rescale_q(frame->pts, m_decoder->stream()->time_base, {1, m_rate});
        const qint64 atUs = av_rescale(at, 1'000'000, m_rate);
        const bool joins = m_next != INT64_MIN && m_input->joinsBetween(m_reachedUs, atUs);
        if (m_next == INT64_MIN || joins || std::llabs(at - m_next) > qint64(m_rate) * kRoundedMs / 1000) {
            m_next = at;
        }
        m_reachedUs = atUs;
        const qint64 begin = m_next;
        m_next += frame->nb_samples;
        if (m_next <= m_cursor) {
            return {};
        }
        if (begin > m_cursor) {
            RAWI_TRY(silence(begin - m_cursor));
        }
        const int skip = int(qMax<qint64>(0, m_cursor - begin));
        m_cursor = m_next;
        std::array<const uint8_t *, AV_NUM_DATA_POINTERS> planes{};
        const bool planar = av_sample_fmt_is_planar(AVSampleFormat(frame->format)) != 0;
        const int channels = frame->ch_layout.nb_channels;
        const int bytes = av_get_bytes_per_sample(AVSampleFormat(frame->format)) * (planar ? 1 : channels);
        for (int i = 0; i < (planar ? qMin(channels, AV_NUM_DATA_POINTERS) : 1); ++i) {
            planes[size_t(i)] = frame->extended_data[i] + ptrdiff_t(skip) * bytes;
        }
        return convert(planes.data(), frame->nb_samples - skip);
    }

    Result<void> openResampler(const AVFrame *frame)
    {
        swr_free(&m_swr);
        const int channels = frame->ch_layout.nb_channels;
        if (channels > AV_NUM_DATA_POINTERS) {
            return Error{ErrorCode::MediaUnsupported, m_span.source->file().name(),
                         u"its sound has %1 channels"_s.arg(channels)};
        }
        m_format = frame->format;
        const int rate = frame->sample_rate;
        if (rate != m_rate) {
            m_rate = rate;
            m_next = INT64_MIN;
            m_cursor = av_rescale_q(m_span.base, m_span.clock, {1, rate});
            const qint64 done = m_writer.samples() - m_began;
            m_cursor += av_rescale(done, rate, m_writer.rate());
        }
        AVChannelLayout known = {};
        if (frame->ch_layout.order == AV_CHANNEL_ORDER_UNSPEC) {
            av_channel_layout_default(&known, channels);
        } else {
            av_channel_layout_copy(&known, &frame->ch_layout);
        }
        int code = swr_alloc_set_opts2(&m_swr, &m_writer.codec()->ch_layout, AV_SAMPLE_FMT_FLTP, m_writer.rate(), &known,
                                       AVSampleFormat(frame->format), rate, 0, nullptr);
        av_channel_layout_uninit(&known);
        code = code < 0 ? code : swr_init(m_swr);
        if (code < 0) {
            return AacWriter::failed(code);
        }
        return {};
    }

    Result<void> silence(qint64 count)
    {
        RAWI_TRY(convert(nullptr, 0)); // what the resampler still holds comes first
        const qint64 out = qMin(av_rescale(count, m_writer.rate(), m_rate), m_end - m_writer.samples());
        return m_writer.addSilence(out);
    }

    // Null flushes.
    Result<void> convert(const uint8_t **planes, int count)
    {
        RAWI_ASSIGN(const FramePtr out, m_writer.newFrame(8192));
        bool first = true;
        for (;;) {
            const uint8_t *none[AV_NUM_DATA_POINTERS] = {};
            const uint8_t **input = planes == nullptr ? nullptr : first ? planes : none;
            const int code = swr_convert(m_swr, out->extended_data, 8192, input, first ? count : 0);
            if (code < 0) {
                return AacWriter::failed(code);
            }
            const int wanted = int(qMin<qint64>(code, m_end - m_writer.samples()));
            if (wanted > 0) {
                RAWI_TRY(m_writer.add(out->extended_data, wanted));
            }
            if (code < 8192) {
                return {};
            }
            first = false;
        }
    }

    const CutSpan &m_span;
    AacWriter &m_writer;
    qint64 m_end; // of the writer's samples
    qint64 m_began = m_writer.samples();
    std::unique_ptr<AvInput> m_input;
    std::unique_ptr<FrameDecoder> m_decoder;
    SwrContext *m_swr = nullptr;
    int m_rate = 0;
    int m_format = -1;
    qint64 m_next = INT64_MIN; // source sample that comes next
    qint64 m_reachedUs = 0;    // where the frame before begins
    qint64 m_cursor = 0;       // source sample that is wanted next
};

// The AAC packets of one span, looked at first and then copied. Belongs to one copyAudio call.
class PacketCopier {
public:
    PacketCopier(const CutSpan &span, AVRational outClock, PacketSpool &spool) :
        m_span(span), m_spool(spool), m_ticks{1, span.source->audio()->codecpar->sample_rate},
        m_base(av_rescale_q(span.base, span.clock, m_ticks)),
        m_end(m_base + av_rescale_q(span.outEnd, outClock, m_ticks) - av_rescale_q(span.outStart, outClock, m_ticks))
    {
    }

    static bool isFit(const CutInput &source)
    {
        const AVCodecParameters *par = source.audio()->codecpar;
        const QByteArray container = source.input().context()->iformat->name;
        return par->codec_id == AV_CODEC_ID_AAC && par->profile == FF_PROFILE_AAC_LOW && par->extradata_size > 0
            && (container.startsWith("mov,") || container.startsWith("matroska"));
    }

    // Whether the packets follow one another; with `write` they are appended, too.
    Result<bool> run(bool write)
    {
        const AVStream *stream = m_span.source->audio();
        RAWI_ASSIGN(const std::unique_ptr<AvInput> input, AvInput::open(m_span.source->file()));
        input->selectOnly(stream->index);
        const qint64 early = av_rescale_q(m_base - m_ticks.den, m_ticks, stream->time_base);
        RAWI_TRY(input->seek(stream->index, early > 0 ? early : INT64_MIN / 2));
        const PacketPtr packet = makePacket();
        qint64 next = INT64_MIN;
        for (;;) {
            av_packet_unref(packet.get());
            RAWI_ASSIGN(const bool more, input->read(packet.get()));
            const bool ours = more && packet->stream_index == stream->index;
            if (!more || (ours && packet->pts == AV_NOPTS_VALUE)) {
                return !more && next != INT64_MIN;
            }
            const qint64 at = ours ? av_rescale_q(packet->pts, stream->time_base, m_ticks) : INT64_MIN;
            if (!ours || at + 2 * kSamples <= m_base) {
                continue;
            }
            if (next == INT64_MIN) {
                next = at;
            }
            if (std::llabs(at - next) > qint64(m_ticks.den) * kRoundedMs / 1000) {
                return false;
            }
            if (next >= m_end) {
                return true;
            }
            if (write) {
                const QByteArrayView data(reinterpret_cast<const char *>(packet->data), packet->size);
                RAWI_TRY(m_spool.append(data, next - m_base, qMin(kSamples, m_end - next), true));
            }
            next += kSamples;
        }
    }

private:
    static constexpr qint64 kSamples = 1024; // of a packet of AAC-LC

    const CutSpan &m_span;
    PacketSpool &m_spool;
    AVRational m_ticks;
    qint64 m_base;
    qint64 m_end;
};

} // namespace

Result<bool> copyAudio(const CutSpan &span, AVRational outClock, PacketSpool &spool, AVCodecParameters *form)
{
    if (!span.source->hasAudio() || !PacketCopier::isFit(*span.source)) {
        return false;
    }
    PacketCopier copier(span, outClock, spool);
    RAWI_ASSIGN(const bool whole, copier.run(false));
    if (!whole) {
        return false;
    }
    if (avcodec_parameters_copy(form, span.source->audio()->codecpar) < 0) {
        return AacWriter::failed(AVERROR(ENOMEM));
    }
    return copier.run(true);
}

Result<void> cutAudio(const std::vector<CutSpan> &spans, AVRational outClock, PacketSpool &spool, AVCodecParameters *form,
                      ProgressMeter &meter)
{
    AacWriter writer(spool);
    for (const CutSpan &span : spans) {
        if (span.source->hasAudio()) {
            RAWI_TRY(writer.open(span.source->audio()->codecpar));
            break;
        }
    }
    const AVRational ticks{1, writer.rate()};
    for (size_t i = 0; i < spans.size(); ++i) {
        const CutSpan &span = spans[i];
        const qint64 until = av_rescale_q(span.outEnd, outClock, ticks);
        if (span.source->hasAudio()) {
            SpanReader reader(span, writer, until - writer.samples());
            RAWI_TRY(reader.run());
        }
        if (i + 1 < spans.size()) {
            RAWI_TRY(writer.addSilence(until - writer.samples()));
        }
        meter.reach(av_rescale_q(span.outEnd, outClock, AV_TIME_BASE_Q), 0);
    }
    RAWI_TRY(writer.finish());
    if (avcodec_parameters_from_context(form, writer.codec()) < 0) {
        return AacWriter::failed(AVERROR(ENOMEM));
    }
    return {};
}

} // namespace rawi
