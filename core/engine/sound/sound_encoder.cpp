#include "core/engine/sound/sound_encoder.h"

extern "C" {
#include <libavutil/audio_fifo.h>
}

#include <QFileInfo>

#include <array>
#include <cmath>

namespace rawi {

namespace {

const char *encoderName(AudioCodec codec)
{
    switch (codec) {
    case AudioCodec::Mp3:
        return "libmp3lame";
    case AudioCodec::Opus:
        return "libopus";
    case AudioCodec::Flac:
        return "flac";
    case AudioCodec::Aac:
        break;
    }
    return "aac";
}

AVSampleFormat formatOf(AudioCodec codec, int sourceBits)
{
    switch (codec) {
    case AudioCodec::Opus:
        return AV_SAMPLE_FMT_FLT;
    case AudioCodec::Flac:
        return sourceBits > 16 ? AV_SAMPLE_FMT_S32 : AV_SAMPLE_FMT_S16;
    case AudioCodec::Aac:
    case AudioCodec::Mp3:
        break;
    }
    return AV_SAMPLE_FMT_FLTP;
}

// What the codecs can take: MPEG-1 layer III up to 320 kbit/s, libopus 256 a channel, AAC 288 a channel at 48 kHz.
int allowedRate(const AudioSettings &settings)
{
    switch (settings.codec) {
    case AudioCodec::Mp3:
        return qBound(32'000, settings.rate, 320'000);
    case AudioCodec::Opus:
    case AudioCodec::Aac:
        return qMin(settings.rate, 256'000 * settings.channels);
    case AudioCodec::Flac:
        break;
    }
    return 0;
}

// Returns how many samples were beyond full scale.
template <typename Sample>
qint64 interleave(const SoundPlanes &planes, AVFrame *frame, double scale)
{
    auto *out = reinterpret_cast<Sample *>(frame->data[0]);
    qint64 clipped = 0;
    for (int i = 0; i < frame->nb_samples; ++i) {
        for (const std::vector<float> &plane : planes) {
            const float sample = plane[size_t(i)];
            if constexpr (std::is_floating_point_v<Sample>) {
                *out++ = sample;
            } else {
                clipped += std::abs(sample) > 1.0F;
                *out++ = Sample(qBound(-scale, std::round(double(sample) * scale), scale - 1));
            }
        }
    }
    return clipped;
}

qint64 fill(const SoundPlanes &planes, AVFrame *frame)
{
    switch (AVSampleFormat(frame->format)) {
    case AV_SAMPLE_FMT_FLT:
        return interleave<float>(planes, frame, 1);
    case AV_SAMPLE_FMT_S16:
        return interleave<int16_t>(planes, frame, 1 << 15);
    case AV_SAMPLE_FMT_S32: { // 24 bits, in the upper part
        const qint64 clipped = interleave<int32_t>(planes, frame, 1 << 23);
        auto *samples = reinterpret_cast<int32_t *>(frame->data[0]);
        for (size_t i = 0; i < size_t(frame->nb_samples) * planes.size(); ++i) {
            samples[i] *= 256;
        }
        return clipped;
    }
    default:
        for (size_t i = 0; i < planes.size(); ++i) {
            std::copy_n(planes[i].begin(), frame->nb_samples, reinterpret_cast<float *>(frame->extended_data[i]));
        }
        return 0;
    }
}

} // namespace

int encodedRate(AudioCodec codec, int sourceRate)
{
    switch (codec) {
    case AudioCodec::Opus:
        return 48'000;
    case AudioCodec::Flac:
        return qBound(8'000, sourceRate, 192'000);
    case AudioCodec::Aac:
    case AudioCodec::Mp3:
        break;
    }
    return sourceRate % 11'025 == 0 ? 44'100 : 48'000;
}

Result<std::unique_ptr<SoundEncoder>> SoundEncoder::open(const AudioSettings &settings, int rate, int sourceBits,
                                                         const QString &path)
{
    std::unique_ptr<SoundEncoder> encoder(new SoundEncoder);
    encoder->m_name = QFileInfo(path).fileName();
    encoder->m_channels = settings.channels;
    RAWI_TRY(encoder->openCodec(settings, rate, sourceBits));
    RAWI_TRY(encoder->openFile(path));
    return encoder;
}

SoundEncoder::~SoundEncoder()
{
    av_audio_fifo_free(m_fifo);
}

Error SoundEncoder::failed(int code) const
{
    return avError(code, m_name, u"encoding the sound"_s);
}

Result<void> SoundEncoder::openCodec(const AudioSettings &settings, int rate, int sourceBits)
{
    const char *name = encoderName(settings.codec);
    const AVCodec *codec = avcodec_find_encoder_by_name(name);
    if (codec == nullptr) {
        return Error{ErrorCode::MediaUnsupported, QLatin1StringView(name),
                     u"this FFmpeg was built without the encoder"_s};
    }
    m_codec.reset(avcodec_alloc_context3(codec));
    if (m_codec == nullptr) {
        return failed(AVERROR(ENOMEM));
    }
    m_codec->sample_rate = rate;
    m_codec->sample_fmt = formatOf(settings.codec, sourceBits);
    m_codec->bits_per_raw_sample = m_codec->sample_fmt == AV_SAMPLE_FMT_S32 ? 24 : 0;
    av_channel_layout_default(&m_codec->ch_layout, m_channels);
    m_codec->bit_rate = allowedRate(settings);
    m_codec->time_base = {1, rate};
    m_codec->flags |= AV_CODEC_FLAG_GLOBAL_HEADER;
    const int code = avcodec_open2(m_codec.get(), codec, nullptr);
    m_fifo = av_audio_fifo_alloc(AV_SAMPLE_FMT_FLTP, m_channels, rate);
    if (code < 0 || m_fifo == nullptr) {
        return failed(code < 0 ? code : AVERROR(ENOMEM));
    }
    return {};
}

Result<void> SoundEncoder::openFile(const QString &path)
{
    RAWI_ASSIGN(m_file, MuxFile::create(path, MuxFile::Kind::AudioTrack));
    AVCodecParameters *parameters = avcodec_parameters_alloc();
    avcodec_parameters_from_context(parameters, m_codec.get());
    const Result<int> stream = m_file->addStream(parameters, m_codec->time_base);
    avcodec_parameters_free(&parameters);
    RAWI_TRY(stream);
    return m_file->start();
}

Result<void> SoundEncoder::add(const SoundPlanes &planes)
{
    std::array<void *, 2> data{};
    for (size_t i = 0; i < planes.size(); ++i) {
        data[i] = const_cast<float *>(planes[i].data());
    }
    const int count = int(planes.front().size());
    if (av_audio_fifo_write(m_fifo, data.data(), count) < count) {
        return failed(AVERROR(ENOMEM));
    }
    return encodeWhole(false);
}

Result<void> SoundEncoder::finish()
{
    RAWI_TRY(encodeWhole(true));
    RAWI_TRY(send(nullptr));
    RAWI_TRY(m_file->finish());
    return {};
}

Result<void> SoundEncoder::encodeWhole(bool rest)
{
    const int size = m_codec->frame_size;
    while (av_audio_fifo_size(m_fifo) >= size || (rest && av_audio_fifo_size(m_fifo) > 0)) {
        RAWI_ASSIGN(const FramePtr full, frame(qMin(size, av_audio_fifo_size(m_fifo))));
        RAWI_TRY(send(full.get()));
    }
    return {};
}

// The next `samples` out of the queue in the encoder's form.
Result<FramePtr> SoundEncoder::frame(int samples)
{
    FramePtr out = makeFrame();
    out->format = m_codec->sample_fmt;
    out->sample_rate = m_codec->sample_rate;
    out->nb_samples = samples;
    av_channel_layout_default(&out->ch_layout, m_channels);
    const int code = av_frame_get_buffer(out.get(), 0);
    if (code < 0) {
        return failed(code);
    }
    m_planes.resize(size_t(m_channels));
    std::array<void *, 2> data{};
    for (size_t i = 0; i < m_planes.size(); ++i) {
        m_planes[i].resize(size_t(samples));
        data[i] = m_planes[i].data();
    }
    av_audio_fifo_read(m_fifo, data.data(), samples);
    m_clipped += fill(m_planes, out.get());
    out->pts = m_sent;
    m_sent += samples;
    return out;
}

Result<void> SoundEncoder::send(AVFrame *frame)
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

} // namespace rawi
