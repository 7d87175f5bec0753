#include "core/engine/av/frame_decoder.h"

namespace rawi {

qint64 frameDuration(const AVFrame *frame)
{
#if LIBAVUTIL_VERSION_INT >= AV_VERSION_INT(57, 30, 100)
    return qMax<qint64>(0, frame->duration);
#else
    return qMax<qint64>(0, frame->pkt_duration);
#endif
}

bool isInterlaced(const AVFrame *frame)
{
#if LIBAVUTIL_VERSION_INT >= AV_VERSION_INT(58, 7, 100)
    return (frame->flags & AV_FRAME_FLAG_INTERLACED) != 0;
#else
    return frame->interlaced_frame != 0;
#endif
}

Result<std::unique_ptr<FrameDecoder>> FrameDecoder::open(AvInput &input, int stream, int threads,
                                                         DecodeEffort effort)
{
    std::unique_ptr<FrameDecoder> decoder(new FrameDecoder(input, stream));
    const AVStream *source = decoder->stream();
    const QString &subject = input.source().name();
    const AVCodec *codec = avcodec_find_decoder(source->codecpar->codec_id);
    const QString name = QLatin1StringView(avcodec_get_name(source->codecpar->codec_id));
    if (codec == nullptr || !QByteArray(kCodecWhitelist).split(',').contains(codec->name)) {
        return Error{ErrorCode::MediaUnsupported, subject, u"no decoder for %1"_s.arg(name)};
    }
    decoder->m_codec.reset(avcodec_alloc_context3(codec));
    AVCodecContext *context = decoder->m_codec.get();
    if (context == nullptr || avcodec_parameters_to_context(context, source->codecpar) < 0) {
        return avError(AVERROR(ENOMEM), subject, u"opening the decoder of %1"_s.arg(name));
    }
    constexpr int kStreamInfo = 34; // bytes, RFC 9639 §8.2; the third and fourth are the largest block's size
    if (codec->id == AV_CODEC_ID_FLAC && input.joins() > 0 && context->extradata_size == kStreamInfo) {
        context->extradata[2] = context->extradata[3] = 0xff; // a part joined to it may have larger ones than the first
    }
    context->pkt_timebase = source->time_base;
    context->max_pixels = kMaxPixels;
    context->thread_count = threads;
    if (effort != DecodeEffort::Full) {
        context->skip_loop_filter = AVDISCARD_ALL;
        context->flags2 |= AV_CODEC_FLAG2_FAST;
    }
    if (effort == DecodeEffort::Scan) {
        context->skip_frame = AVDISCARD_NONREF;
    }
    const int code = avcodec_open2(context, codec, nullptr);
    if (code < 0) {
        return avError(code, subject, u"opening the decoder of %1"_s.arg(name));
    }
    return decoder;
}

void FrameDecoder::noteDamage()
{
    ++m_damaged;
    m_promise.lost();
}

// Gives the decoder one more packet of the stream, or the end; false when there was nothing more to give.
Result<bool> FrameDecoder::feed()
{
    while (!m_drained) {
        RAWI_ASSIGN(const bool more, m_input.read(m_packet.get()));
        if (!more) {
            m_drained = true;
            avcodec_send_packet(m_codec.get(), nullptr);
            return true;
        }
        bool ours = m_packet->stream_index == m_stream;
        m_waitsForKey = m_waitsForKey && !(ours && (m_packet->flags & AV_PKT_FLAG_KEY) != 0);
        ours = ours && !m_waitsForKey;
        if (ours) {
            m_promise.read(m_packet.get());
        }
        const int code = ours ? avcodec_send_packet(m_codec.get(), m_packet.get()) : 0;
        av_packet_unref(m_packet.get());
        if (code == AVERROR(ENOMEM)) {
            return avError(code, m_input.source().name(), u"decoding"_s);
        }
        if (code < 0) {
            noteDamage();
            continue;
        }
        if (ours) {
            return true;
        }
    }
    return false;
}

Result<bool> FrameDecoder::next(AVFrame *frame)
{
    for (;;) {
        const int code = avcodec_receive_frame(m_codec.get(), frame);
        if (code >= 0) {
            ++m_frames;
            stamp(frame);
            if ((frame->decode_error_flags & (FF_DECODE_ERROR_INVALID_BITSTREAM | FF_DECODE_ERROR_DECODE_SLICES)) != 0) {
                noteDamage();
            }
            return true;
        }
        if (code == AVERROR_EOF) {
            if (m_frames == 0 && m_damaged > 0) {
                return avError(AVERROR_INVALIDDATA, m_input.source().name(),
                               u"no frame of it can be decoded"_s);
            }
            RAWI_TRY(m_promise.check());
            return false;
        }
        if (code == AVERROR(ENOMEM)) {
            return avError(code, m_input.source().name(), u"decoding"_s);
        }
        if (code != AVERROR(EAGAIN)) {
            noteDamage();
            continue;
        }
        RAWI_TRY(feed());
    }
}

Result<bool> FrameDecoder::nextKey(AVFrame *frame)
{
    for (;;) {
        RAWI_ASSIGN(const bool more, m_input.read(m_packet.get()));
        if (!more) {
            return false;
        }
        if (m_packet->stream_index != m_stream || (m_packet->flags & AV_PKT_FLAG_KEY) == 0) {
            av_packet_unref(m_packet.get());
            continue;
        }
        int code = avcodec_send_packet(m_codec.get(), m_packet.get());
        av_packet_unref(m_packet.get());
        if (code >= 0) {
            avcodec_send_packet(m_codec.get(), nullptr); // or it would wait for the frames between
            code = avcodec_receive_frame(m_codec.get(), frame);
        }
        avcodec_flush_buffers(m_codec.get());
        if (code == AVERROR(ENOMEM)) {
            return avError(code, m_input.source().name(), u"decoding"_s);
        }
        if (code >= 0) {
            ++m_frames;
            stamp(frame);
            return true;
        }
        ++m_damaged;
    }
}

Result<void> FrameDecoder::seek(qint64 timestamp)
{
    RAWI_TRY(m_input.seek(m_stream, timestamp));
    avcodec_flush_buffers(m_codec.get());
    m_drained = false;
    m_nextPts = AV_NOPTS_VALUE;
    const qint64 start = stream()->start_time;
    m_waitsForKey = m_codec->codec_type == AVMEDIA_TYPE_VIDEO && timestamp > (start == AV_NOPTS_VALUE ? 0 : start);
    return {};
}

Result<bool> FrameDecoder::seekBefore(qint64 timestamp, AVFrame *frame)
{
    const AVRational base = stream()->time_base;
    for (const int back : {0, 2, 15, 90}) {
        av_frame_unref(frame);
        if (!seek(timestamp - av_rescale_q(back, {1, 1}, base)).ok()) {
            break;
        }
        const Result<bool> any = next(frame);
        if (any.ok() && *any && frame->pts <= timestamp) {
            return true;
        }
    }
    av_frame_unref(frame);
    const Result<void> atStart = seek(INT64_MIN / 2);
    if (!atStart.ok() && m_frames > 0) {
        return atStart.error();
    }
    return next(frame);
}

void FrameDecoder::stamp(AVFrame *frame)
{
    frame->pts = frame->best_effort_timestamp;
    if (frame->pts == AV_NOPTS_VALUE) {
        frame->pts = m_nextPts == AV_NOPTS_VALUE ? 0 : m_nextPts;
    }
    qint64 length = frameDuration(frame);
    if (length == 0 && m_codec->codec_type == AVMEDIA_TYPE_VIDEO && stream()->avg_frame_rate.num > 0) {
        length = av_rescale_q(1, av_inv_q(stream()->avg_frame_rate), stream()->time_base);
    } else if (length == 0 && frame->nb_samples > 0 && frame->sample_rate > 0) {
        length = av_rescale_q(frame->nb_samples, {1, frame->sample_rate}, stream()->time_base);
    }
    m_nextPts = frame->pts + qMax<qint64>(1, length);
}

} // namespace rawi
