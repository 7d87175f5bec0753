#include "core/engine/segment_writer.h"

#include <QFileInfo>

#include <thread>

namespace rawi {

namespace {

void configure(AVCodecContext *codec, const VideoFormat &format, const VideoSettings &settings)
{
    constexpr int kKeyFrameSeconds = 2;
    codec->width = format.size.width;
    codec->height = format.size.height;
    codec->pix_fmt = AV_PIX_FMT_YUV420P;
    codec->time_base = format.timeBase;
    codec->framerate = format.frameRate;
    codec->sample_aspect_ratio = {1, 1};
    codec->colorspace = format.matrix;
    codec->color_primaries = format.primaries;
    codec->color_trc = format.transfer;
    codec->color_range = AVCOL_RANGE_MPEG;
    codec->chroma_sample_location = AVCHROMA_LOC_LEFT;
    codec->gop_size = qBound(1, qRound(av_q2d(format.frameRate) * kKeyFrameSeconds), 480);
    codec->rc_max_rate = settings.maxRate;
    codec->rc_buffer_size = settings.maxRate * 2;
    codec->thread_count = int(qBound(1u, std::thread::hardware_concurrency(), 8u));
    codec->flags |= AV_CODEC_FLAG_GLOBAL_HEADER | AV_CODEC_FLAG_CLOSED_GOP;
}

} // namespace

Result<std::unique_ptr<SegmentWriter>> SegmentWriter::open(const QString &path, const VideoFormat &format,
                                                           const VideoSettings &settings)
{
    std::unique_ptr<SegmentWriter> writer(new SegmentWriter);
    writer->m_name = QFileInfo(path).fileName();
    writer->m_timeBase = format.timeBase;
    const AVCodec *encoder = avcodec_find_encoder_by_name("libx264");
    if (encoder == nullptr) {
        return Error{ErrorCode::MediaUnsupported, QStringLiteral("libx264"),
                     QStringLiteral("this FFmpeg was built without the H.264 encoder x264")};
    }
    writer->m_codec.reset(avcodec_alloc_context3(encoder));
    configure(writer->m_codec.get(), format, settings);
    AvOptions options;
    options.set("preset", settings.speed.toLatin1().constData())
        .set("profile", settings.profile.toLatin1().constData())
        .set("crf", qint64(settings.crf));
    const int code = avcodec_open2(writer->m_codec.get(), encoder, options.options());
    if (code < 0) {
        return avError(code, writer->m_name, QStringLiteral("starting x264"));
    }
    RAWI_ASSIGN(writer->m_file, MuxFile::create(path, MuxFile::Kind::VideoSegment));
    AVCodecParameters *parameters = avcodec_parameters_alloc();
    avcodec_parameters_from_context(parameters, writer->m_codec.get());
    const Result<int> stream = writer->m_file->addStream(parameters, format.timeBase);
    avcodec_parameters_free(&parameters);
    RAWI_TRY(stream);
    RAWI_TRY(writer->m_file->start());
    return writer;
}

Result<void> SegmentWriter::add(AVFrame *frame)
{
    if (m_record.frames++ == 0) {
        m_record.firstPts = frame->pts;
    }
    m_record.lastPts = frame->pts;
    frame->pict_type = AV_PICTURE_TYPE_NONE; // the source's key frames are not ours
    const int code = avcodec_send_frame(m_codec.get(), frame);
    if (code < 0) {
        return avError(code, m_name, QStringLiteral("encoding"));
    }
    return drain();
}

Result<void> SegmentWriter::drain()
{
    for (;;) {
        const int code = avcodec_receive_packet(m_codec.get(), m_packet.get());
        if (code == AVERROR(EAGAIN) || code == AVERROR_EOF) {
            return {};
        }
        if (code < 0) {
            return avError(code, m_name, QStringLiteral("encoding"));
        }
        ++m_written;
        RAWI_TRY(m_file->write(m_packet.get(), 0));
    }
}

Result<SegmentRecord> SegmentWriter::finish()
{
    const int code = avcodec_send_frame(m_codec.get(), nullptr);
    if (code < 0) {
        return avError(code, m_name, QStringLiteral("encoding"));
    }
    RAWI_TRY(drain());
    if (m_written != m_record.frames) {
        return Error{ErrorCode::Internal, m_name,
                     QStringLiteral("the encoder gave %1 of %2 frames").arg(m_written).arg(m_record.frames)};
    }
    RAWI_ASSIGN(m_record.bytes, m_file->finish());
    return m_record;
}

} // namespace rawi
