#include "core/engine/cut/smart_cut_input.h"

#include "core/media/edit_list.h"

#include <array>

namespace rawi {

namespace {

// No film has more frames between two places to begin at than this; beyond, its index is broken.
constexpr size_t kMostFramesListed = 20'000'000;

QByteArray extradataOf(const AVStream *stream)
{
    return {reinterpret_cast<const char *>(stream->codecpar->extradata), stream->codecpar->extradata_size};
}

QByteArray matrixOf(const AVStream *stream)
{
    const int32_t *matrix = displayMatrix(stream);
    return matrix == nullptr ? QByteArray() : QByteArray(reinterpret_cast<const char *>(matrix), 36);
}

bool isIdrPacket(const AVPacket *packet, int lengthBytes)
{
    return isIdr(QByteArray::fromRawData(reinterpret_cast<const char *>(packet->data), packet->size), lengthBytes);
}

} // namespace

Result<std::unique_ptr<CutInput>> CutInput::open(const SourceFile &file)
{
    std::unique_ptr<CutInput> made(new CutInput(file));
    RAWI_ASSIGN(made->m_input, AvInput::open(file));
    if (made->m_input->isPicture()) {
        return Error{ErrorCode::MediaUnsupported, file.name(), u"a still picture has nothing to cut"_s};
    }
    made->m_video = made->m_input->videoStream();
    made->m_audio = made->m_input->audioStream();
    if (made->hasVideo()) {
        made->m_aspect = av_guess_sample_aspect_ratio(made->m_input->context(), made->video(), nullptr);
        made->judge();
        made->m_input->selectOnly(made->m_video);
    }
    return made;
}

void CutInput::judge()
{
    const AVCodecParameters *par = video()->codecpar;
    const QByteArray container = m_input->context()->iformat->name;
    m_configuration = readAvcConfiguration(extradataOf(video()));
    if (par->codec_id != AV_CODEC_ID_H264) {
        m_whyNot = u"the picture is %1, not h264"_s.arg(QLatin1StringView(avcodec_get_name(par->codec_id)));
    } else if (!container.startsWith("mov,") && !container.startsWith("matroska")) {
        m_whyNot = u"%1 has no exact index"_s.arg(QLatin1StringView(container));
    } else if (!m_configuration) {
        m_whyNot = u"its parameter sets are not in the header"_s;
    } else if (par->format != AV_PIX_FMT_YUV420P && par->format != AV_PIX_FMT_YUVJ420P) {
        m_whyNot = u"its pixels are not 8 bits 4:2:0"_s;
    } else if (par->color_trc == AVCOL_TRC_SMPTE2084 || par->color_trc == AVCOL_TRC_ARIB_STD_B67) {
        m_whyNot = u"its light is HDR"_s;
    } else if (par->field_order > AV_FIELD_PROGRESSIVE) {
        m_whyNot = u"it is interlaced"_s;
    } else if (par->width % 2 != 0 || par->height % 2 != 0) {
        m_whyNot = u"its sides are odd"_s;
    }
}

bool CutInput::sameForm(const CutInput &other) const
{
    const AVCodecParameters *a = video()->codecpar;
    const AVCodecParameters *b = other.video()->codecpar;
    const auto shape = [](AVRational aspect) { return aspect.num > 0 && aspect.den > 0 ? aspect : AVRational{1, 1}; };
    return a->codec_id == b->codec_id && a->profile == b->profile && a->width == b->width && a->height == b->height
        && a->format == b->format && a->color_range == b->color_range && a->color_space == b->color_space && a->color_trc == b->color_trc
        && a->color_primaries == b->color_primaries && av_cmp_q(shape(m_aspect), shape(other.m_aspect)) == 0
        && matrixOf(video()) == matrixOf(other.video());
}

bool CutInput::isPlain() const
{
    const bool square = m_aspect.num <= 0 || m_aspect.num == m_aspect.den;
    const AVCodecParameters *par = video()->codecpar;
    return square && orientation().filter.isEmpty() && par->width % 2 == 0 && par->height % 2 == 0
        && par->field_order <= AV_FIELD_PROGRESSIVE;
}

QStringList CutInput::leftOut() const
{
    QStringList out;
    for (unsigned i = 0; i < m_input->context()->nb_streams; ++i) {
        const AVStream *stream = m_input->context()->streams[i];
        const AVMediaType type = stream->codecpar->codec_type;
        const bool told = type == AVMEDIA_TYPE_VIDEO || type == AVMEDIA_TYPE_AUDIO || type == AVMEDIA_TYPE_SUBTITLE;
        if (!told || int(i) == m_video || int(i) == m_audio) {
            continue;
        }
        const AVDictionaryEntry *language = av_dict_get(stream->metadata, "language", nullptr, 0);
        QString name = u"%1 %2"_s.arg(QLatin1StringView(av_get_media_type_string(type))).arg(i);
        if (language != nullptr) {
            name += u" (%1)"_s.arg(QString::fromUtf8(language->value));
        }
        out.append(name);
    }
    return out;
}

qint64 CutInput::ticksAt(qint64 sourceUs, const AVStream *stream) const
{
    return av_rescale_q_rnd(sourceUs - kFrameSlackUs + m_input->startUs(), AV_TIME_BASE_Q, stream->time_base, AV_ROUND_UP);
}

qint64 CutInput::audioEnd() const
{
    if (!hasAudio()) {
        return INT64_MIN;
    }
    if (audio()->duration == AV_NOPTS_VALUE || audio()->duration <= 0 || m_input->joins() > 0) {
        const qint64 lengthUs = m_input->durationUs(); // of the whole file
        return lengthUs > 0 ? av_rescale_q(m_input->startUs() + lengthUs, AV_TIME_BASE_Q, video()->time_base) : INT64_MIN;
    }
    const qint64 start = audio()->start_time == AV_NOPTS_VALUE ? 0 : audio()->start_time;
    return av_rescale_q(start + audio()->duration, audio()->time_base, video()->time_base);
}

Result<bool> CutInput::seekAndRead(qint64 timestamp, AVPacket *packet)
{
    av_packet_unref(packet);
    RAWI_TRY(m_input->seek(m_video, timestamp));
    for (;;) {
        RAWI_ASSIGN(const bool more, m_input->read(packet));
        if (!more || packet->stream_index == m_video) {
            return more;
        }
        av_packet_unref(packet);
    }
}

// The packet where reading for `fromPts` begins: an IDR frame at or before it, else the film's first.
Result<bool> CutInput::firstPacket(qint64 fromPts, AVPacket *packet)
{
    for (const int back : std::array{0, 2, 15, 90}) {
        const qint64 target = fromPts - av_rescale_q(back, {1, 1}, video()->time_base);
        const Result<bool> any = seekAndRead(target, packet);
        const bool fits = any.ok() && *any && packet->pts != AV_NOPTS_VALUE && packet->pts <= fromPts
            && m_configuration && isIdrPacket(packet, m_configuration->lengthBytes);
        if (fits) {
            return true;
        }
    }
    return seekAndRead(INT64_MIN / 2, packet);
}

Result<std::vector<CutFrame>> CutInput::framesAround(qint64 fromPts, qint64 untilPts)
{
    std::vector<CutFrame> frames;
    const PacketPtr packet = makePacket();
    RAWI_ASSIGN(bool more, firstPacket(fromPts, packet.get()));
    qint64 firstBehind = INT64_MAX;
    while (more && frames.size() < kMostFramesListed) {
        const bool usable = packet->stream_index == m_video && packet->pts != AV_NOPTS_VALUE;
        size_t changed = 0;
        if (packet->stream_index == m_video
            && (!usable || av_packet_get_side_data(packet.get(), AV_PKT_DATA_NEW_EXTRADATA, &changed) != nullptr)) {
            m_whyNot = usable ? u"its parameter sets change on the way"_s : u"it has frames without a time"_s;
        }
        if (usable) {
            const bool idr = m_configuration && isIdrPacket(packet.get(), m_configuration->lengthBytes);
            const qint64 dts = packet->dts == AV_NOPTS_VALUE ? packet->pts : packet->dts;
            if (idr && packet->pts >= untilPts && firstBehind != INT64_MAX) {
                break;
            }
            if (dts > firstBehind && packet->dts != AV_NOPTS_VALUE) {
                break; // decoded after the first one behind is shown: so are all that follow
            }
            frames.push_back({packet->pts, dts, packet->duration, idr, (packet->flags & AV_PKT_FLAG_DISCARD) != 0});
            if (packet->pts >= untilPts && !frames.back().hidden) {
                firstBehind = qMin(firstBehind, packet->pts);
            }
            if (idr && packet->pts >= untilPts) {
                break;
            }
        }
        av_packet_unref(packet.get());
        RAWI_ASSIGN(more, m_input->read(packet.get()));
    }
    return frames;
}

Result<void> CutInput::goTo(const CutFrame &frame, AVPacket *packet)
{
    for (const qint64 target : std::array<qint64, 3>{frame.dts, frame.dts - av_rescale_q(15, {1, 1}, video()->time_base), INT64_MIN / 2}) {
        const Result<bool> any = seekAndRead(target, packet);
        bool more = any.ok() && *any;
        while (more && (packet->stream_index != m_video || packet->pts != frame.pts)) {
            const bool past = packet->stream_index == m_video && packet->dts != AV_NOPTS_VALUE && packet->dts > frame.pts;
            av_packet_unref(packet);
            if (past) {
                break;
            }
            RAWI_ASSIGN(more, m_input->read(packet));
        }
        if (more && packet->pts == frame.pts && packet->data != nullptr) {
            return {};
        }
    }
    return Error{ErrorCode::MediaTruncated, m_file.name(), u"a frame of its index is not there"_s};
}

} // namespace rawi
