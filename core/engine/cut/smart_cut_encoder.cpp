#include "core/engine/cut/smart_cut_encoder.h"

#include "core/engine/av/frame_decoder.h"
#include "core/engine/av/frame_times.h"

#include <cstring>
#include <thread>

namespace rawi {

namespace {

// Few frames beside copied ones: better than one can see, whatever they cost.
constexpr int kCrf = 17;

bool isHdr(AVColorTransferCharacteristic transfer)
{
    return transfer == AVCOL_TRC_SMPTE2084 || transfer == AVCOL_TRC_ARIB_STD_B67;
}

PictureSize evenly(PictureSize size)
{
    return {qMax(2, size.width / 2 * 2), qMax(2, size.height / 2 * 2)};
}

QByteArray x264Profile(int profile)
{
    switch (profile) {
    case FF_PROFILE_H264_BASELINE:
    case FF_PROFILE_H264_CONSTRAINED_BASELINE:
        return "baseline";
    case FF_PROFILE_H264_MAIN:
        return "main";
    default:
        return "high";
    }
}

} // namespace

CutForm cutFormOf(const CutInput &first, bool upright)
{
    CutForm form;
    const AVCodecParameters *par = first.video()->codecpar;
    form.upright = upright;
    form.size = upright ? evenly(shownSize(par->width, par->height, first.aspect(), first.orientation()))
                        : PictureSize{par->width, par->height};
    form.aspect = upright ? AVRational{1, 1} : first.aspect();
    form.timeBase = renditionTimeBase(first.video()->time_base);
    form.frameRate = sensibleFrameRate(first.input().context(), first.video());
    const bool full = par->format == AV_PIX_FMT_YUVJ420P && !upright;
    form.pixels = full ? AV_PIX_FMT_YUVJ420P : AV_PIX_FMT_YUV420P;
    const bool sameClass = par->format == AV_PIX_FMT_YUV420P || full;
    form.range = sameClass ? par->color_range : AVCOL_RANGE_MPEG;
    const bool rgb = par->color_space == AVCOL_SPC_RGB;
    form.matrix = rgb ? AVCOL_SPC_BT709 : par->color_space;
    form.primaries = par->color_primaries;
    form.transfer = par->color_trc;
    form.chroma = par->chroma_location;
    if (isHdr(par->color_trc)) { // eight bits cannot hold it
        form.matrix = AVCOL_SPC_BT709;
        form.primaries = AVCOL_PRI_BT709;
        form.transfer = AVCOL_TRC_BT709;
    }
    const bool h264 = par->codec_id == AV_CODEC_ID_H264;
    form.profile = h264 ? x264Profile(par->profile) : QByteArray("high");
    form.level = h264 && par->level > 0 && !upright ? par->level : 0;
    return form;
}

Result<std::unique_ptr<PieceEncoder>> PieceEncoder::open(const CutForm &form, const CutInput &source,
                                                         const CutInput &first, PacketSpool &spool)
{
    std::unique_ptr<PieceEncoder> made(new PieceEncoder(form, source, spool));
    made->prepareFilter(first);
    RAWI_TRY(made->openCodec());
    return made;
}

Result<void> PieceEncoder::openCodec()
{
    const AVCodec *encoder = avcodec_find_encoder_by_name("libx264");
    if (encoder == nullptr) {
        return Error{ErrorCode::MediaUnsupported, u"libx264"_s,
                     u"this FFmpeg was built without the H.264 encoder x264"_s, SubjectKind::Name};
    }
    m_codec.reset(avcodec_alloc_context3(encoder));
    m_codec->width = m_form.size.width;
    m_codec->height = m_form.size.height;
    m_codec->sample_aspect_ratio = m_form.aspect;
    m_codec->pix_fmt = m_form.pixels;
    m_codec->time_base = m_form.timeBase;
    m_codec->framerate = m_form.frameRate;
    m_codec->color_range = m_form.range;
    m_codec->colorspace = m_form.matrix;
    m_codec->color_primaries = m_form.primaries;
    m_codec->color_trc = m_form.transfer;
    m_codec->chroma_sample_location = m_form.chroma;
    m_codec->max_b_frames = 0;
    m_codec->gop_size = 250;
    if (m_form.level > 0) {
        m_codec->level = m_form.level;
    }
    m_codec->thread_count = int(qBound(1u, std::thread::hardware_concurrency(), 8u));
    m_codec->flags |= AV_CODEC_FLAG_CLOSED_GOP;
    AvOptions options;
    options.set("preset", "fast").set("profile", m_form.profile.constData()).set("crf", qint64(kCrf));
    const int code = avcodec_open2(m_codec.get(), encoder, options.options());
    if (code < 0) {
        return avError(code, subject(), u"starting x264"_s);
    }
    return {};
}

void PieceEncoder::prepareFilter(const CutInput &first)
{
    const AVCodecParameters *par = m_source.video()->codecpar;
    const bool asStored = !m_form.upright && m_source.sameForm(first);
    m_direct = asStored && par->field_order <= AV_FIELD_PROGRESSIVE && !isHdr(par->color_trc);
    const Orientation orientation = asStored ? Orientation() : m_source.orientation();
    PictureSize size = m_form.size;
    if (!asStored) {
        const PictureSize shown = shownSize(par->width, par->height, m_source.aspect(), orientation);
        const double factor = qMin(double(size.width) / shown.width, double(size.height) / shown.height);
        size = evenly({qRound(shown.width * factor), qRound(shown.height * factor)});
        size = {qMin(size.width, m_form.size.width), qMin(size.height, m_form.size.height)};
    }
    m_filter = std::make_unique<PictureFilter>(
        PictureFilter::Wish{.size = size,
                            .orientation = orientation,
                            .format = m_form.pixels == AV_PIX_FMT_YUVJ420P ? AV_PIX_FMT_YUVJ420P : AV_PIX_FMT_YUV420P,
                            .fullRange = m_form.pixels == AV_PIX_FMT_YUVJ420P,
                            .deinterlace = par->field_order > AV_FIELD_PROGRESSIVE,
                            .toneMap = isHdr(par->color_trc),
                            .threads = 2,
                            .matrix = par->height >= 720 ? AVCOL_SPC_BT709 : AVCOL_SPC_SMPTE170M});
}

Result<void> PieceEncoder::add(AVFrame *frame, qint64 pts)
{
    m_direct = m_direct && !isInterlaced(frame); // and what follows, or it would overtake what the filter holds
    const bool fits = m_direct && frame->format == m_form.pixels && frame->width == m_form.size.width
        && frame->height == m_form.size.height;
    frame->pts = pts;
    if (fits) {
        return encode(frame);
    }
    RAWI_TRY(m_filter->push(frame, m_form.timeBase, m_source.aspect(), subject()));
    return drainFilter();
}

Result<void> PieceEncoder::drainFilter()
{
    for (;;) {
        RAWI_ASSIGN(const bool got, m_filter->pull(m_picture.get(), subject()));
        if (!got) {
            return {};
        }
        m_picture->pts = av_rescale_q(m_picture->pts, m_filter->timeBase(), m_form.timeBase);
        const bool small = m_picture->width != m_form.size.width || m_picture->height != m_form.size.height;
        if (small) {
            RAWI_ASSIGN(const FramePtr whole, padded(m_picture.get()));
            RAWI_TRY(encode(whole.get()));
        } else {
            RAWI_TRY(encode(m_picture.get()));
        }
        av_frame_unref(m_picture.get());
    }
}

// The picture in the middle of a black one.
Result<FramePtr> PieceEncoder::padded(const AVFrame *picture) const
{
    FramePtr whole = makeFrame();
    whole->width = m_form.size.width;
    whole->height = m_form.size.height;
    whole->format = m_form.pixels;
    const int code = av_frame_get_buffer(whole.get(), 0);
    if (code < 0) {
        return avError(code, subject(), u"scaling the picture"_s);
    }
    const ptrdiff_t lines[4] = {whole->linesize[0], whole->linesize[1], whole->linesize[2], 0};
    av_image_fill_black(whole->data, lines, m_form.pixels,
                        m_form.pixels == AV_PIX_FMT_YUVJ420P ? AVCOL_RANGE_JPEG : AVCOL_RANGE_MPEG, whole->width,
                        whole->height);
    const int x = (whole->width - picture->width) / 4 * 2;
    const int y = (whole->height - picture->height) / 4 * 2;
    for (int plane = 0; plane < 3; ++plane) {
        const int half = plane == 0 ? 0 : 1;
        uint8_t *to = whole->data[plane] + ptrdiff_t(y >> half) * whole->linesize[plane] + (x >> half);
        av_image_copy_plane(to, whole->linesize[plane], picture->data[plane], picture->linesize[plane],
                            picture->width >> half, picture->height >> half);
    }
    whole->pts = picture->pts;
    return whole;
}

Result<void> PieceEncoder::encode(AVFrame *frame)
{
    frame->pict_type = AV_PICTURE_TYPE_NONE; // the source's key frames are not ours
    const int code = avcodec_send_frame(m_codec.get(), frame);
    if (code < 0) {
        return avError(code, subject(), u"encoding"_s);
    }
    return drain();
}

Result<void> PieceEncoder::drain()
{
    for (;;) {
        const int code = avcodec_receive_packet(m_codec.get(), m_packet.get());
        if (code == AVERROR(EAGAIN) || code == AVERROR_EOF) {
            return {};
        }
        if (code < 0) {
            return avError(code, subject(), u"encoding"_s);
        }
        const QByteArray unit(reinterpret_cast<const char *>(m_packet->data), m_packet->size);
        if (m_configuration.isEmpty()) {
            m_configuration = avcConfigurationOf(unit);
        }
        ++m_written;
        RAWI_TRY(m_spool.append(fromAnnexB(unit), m_packet->pts, 0, (m_packet->flags & AV_PKT_FLAG_KEY) != 0));
        av_packet_unref(m_packet.get());
    }
}

Result<void> PieceEncoder::finish()
{
    RAWI_TRY(m_filter->push(nullptr, {}, {}, subject()));
    RAWI_TRY(drainFilter());
    const int code = avcodec_send_frame(m_codec.get(), nullptr);
    if (code < 0) {
        return avError(code, subject(), u"encoding"_s);
    }
    return drain();
}

} // namespace rawi
