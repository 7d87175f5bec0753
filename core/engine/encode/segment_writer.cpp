#include "core/engine/encode/segment_writer.h"

#include <QFileInfo>

namespace rawi {

Result<std::unique_ptr<SegmentWriter>> SegmentWriter::open(const QString &path, const VideoFormat &format,
                                                           const VideoSettings &settings)
{
    std::unique_ptr<SegmentWriter> writer(new SegmentWriter);
    writer->m_name = QFileInfo(path).fileName();
    writer->m_countsFrames = countsFrames(settings.codec);
    RAWI_ASSIGN(writer->m_codec, openVideoEncoder(format, settings, writer->m_name));
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
    if (m_countsFrames) {
        m_times.push_back(frame->pts);
        frame->pts = m_record.frames - 1;
    }
    RAWI_ASSIGN(const FramePtr taken, frameFor(m_codec.get(), frame));
    const int code = avcodec_send_frame(m_codec.get(), taken.get());
    if (code < 0) {
        return avError(code, m_name, u"encoding"_s);
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
            return avError(code, m_name, u"encoding"_s);
        }
        ++m_written;
        if (m_countsFrames && !m_times.empty()) {
            m_packet->pts = m_packet->dts = m_times.front();
            m_packet->duration = 0;
            m_times.pop_front();
        }
        RAWI_TRY(m_file->write(m_packet.get(), 0));
    }
}

Result<SegmentRecord> SegmentWriter::finish()
{
    const int code = avcodec_send_frame(m_codec.get(), nullptr);
    if (code < 0) {
        return avError(code, m_name, u"encoding"_s);
    }
    RAWI_TRY(drain());
    if (m_written != m_record.frames) {
        return Error{ErrorCode::Internal, m_name,
                     u"the encoder gave %1 of %2 frames"_s.arg(m_written).arg(m_record.frames)};
    }
    RAWI_ASSIGN(m_record.bytes, m_file->finish());
    return m_record;
}

} // namespace rawi
