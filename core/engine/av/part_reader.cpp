#include "core/engine/av/part_reader.h"

#include "core/engine/av/mux_file.h"


namespace rawi {

Result<void> PartReader::open()
{
    RAWI_ASSIGN(AVFormatContext *const context, openIntermediate(m_paths.at(m_next++)));
    m_context.reset(context);
    const AVCodecParameters *parameters = stream()->codecpar;
    const QByteArray header(reinterpret_cast<const char *>(parameters->extradata), parameters->extradata_size);
    if (!m_header.isEmpty() && header != m_header) {
        return Error{ErrorCode::Internal, m_paths.first(), u"the parts were made by different encoders"_s};
    }
    m_header = header;
    return {};
}

Result<bool> PartReader::read(AVPacket *packet)
{
    for (;;) {
        const int code = av_read_frame(m_context.get(), packet);
        if (code >= 0) {
            const qint64 shift = kIntermediateShiftSeconds * stream()->time_base.den;
            packet->pts -= shift;
            packet->dts -= shift;
            return true;
        }
        if (code != AVERROR_EOF) {
            return avError(code, m_paths.at(m_next - 1), u"reading a finished part"_s);
        }
        if (m_next >= m_paths.size()) {
            return false;
        }
        RAWI_TRY(open());
    }
}

Result<std::unique_ptr<CopyReader>> CopyReader::open(const SourceFile &film, int stream)
{
    std::unique_ptr<CopyReader> reader(new CopyReader);
    RAWI_ASSIGN(reader->m_input, AvInput::open(film));
    reader->m_stream = stream;
    // Rounded as FilmReader does, so that a copied picture keeps step with what is encoded.
    reader->m_offset = av_rescale_q_rnd(reader->m_input->startUs(), AV_TIME_BASE_Q, reader->stream()->time_base,
                                        AV_ROUND_DOWN);
    reader->m_input->selectOnly(stream);
    reader->m_promise = std::make_unique<StreamPromise>(*reader->m_input, stream);
    return reader;
}

Result<bool> CopyReader::read(AVPacket *packet)
{
    for (;;) {
        RAWI_ASSIGN(const bool more, m_input->read(packet));
        if (!more) {
            RAWI_TRY(m_promise->check());
            return false;
        }
        if (packet->stream_index == m_stream) {
            const bool timed = packet->dts != AV_NOPTS_VALUE; // the first ones of a Matroska file are not
            if (packet->pts == AV_NOPTS_VALUE || (timed && packet->dts <= m_lastDts)) {
                return Error{ErrorCode::CorruptData, m_input->source().name(), u"its packets' times do not rise"_s};
            }
            m_lastDts = timed ? packet->dts : m_lastDts;
            m_promise->read(packet);
            packet->pts -= m_offset;
            packet->dts -= timed ? m_offset : 0;
            return true;
        }
        av_packet_unref(packet);
    }
}

Result<std::vector<qint64>> presentationTimes(const QStringList &paths)
{
    std::vector<qint64> times;
    PartReader reader(paths);
    RAWI_TRY(reader.open());
    const PacketPtr packet = makePacket();
    for (;;) {
        RAWI_ASSIGN(const bool more, reader.read(packet.get()));
        if (!more) {
            return times;
        }
        times.push_back(packet->pts);
        av_packet_unref(packet.get());
    }
}

} // namespace rawi
