#include "core/engine/encode/hardware_encoder.h"

#include "core/text/truncate.h"

#include <QDir>
#include <QRegularExpression>

#include <cmath>
#include <cstring>

extern "C" {
#include <libavutil/hwcontext.h>
}

namespace rawi {

namespace {

struct BufferCloser {
    void operator()(AVBufferRef *buffer) const { av_buffer_unref(&buffer); }
};
using BufferPtr = std::unique_ptr<AVBufferRef, BufferCloser>;

// What looks like `crf` to H.264: a tenth of a bit for a pixel at 23, half as much six steps on.
qint64 likelyRate(const AVCodecContext *codec, const VideoSettings &settings)
{
    const double pixels = double(codec->width) * codec->height * av_q2d(codec->framerate);
    const double rate = pixels * 0.1 * std::exp2((23 - settings.crf) / 6.0);
    return qint64(settings.maxRate > 0 ? qMin(rate, double(settings.maxRate)) : rate);
}

Result<QByteArray> renderNode()
{
    const QStringList nodes = QDir(u"/dev/dri"_s).entryList({u"renderD*"_s}, QDir::System, QDir::Name);
    if (nodes.isEmpty()) {
        return Error{ErrorCode::MediaUnsupported, u"/dev/dri"_s,
                     u"there is no /dev/dri/renderD*: no graphics card, or its driver is not loaded"_s};
    }
    return "/dev/dri/" + nodes.first().toLatin1();
}

// Frames of VA-API lie in the card's memory.
Result<void> openVaapi(AVCodecContext *codec, QByteArray node)
{
    if (node.isEmpty()) {
        RAWI_ASSIGN(node, renderNode());
    }
    const QString subject = QString::fromLatin1(node);
    AVBufferRef *opened = nullptr;
    int code = av_hwdevice_ctx_create(&opened, AV_HWDEVICE_TYPE_VAAPI, node.constData(), nullptr, 0);
    if (code < 0) {
        return avError(code, subject, u"opening the graphics card"_s);
    }
    const BufferPtr device(opened);
    BufferPtr frames(av_hwframe_ctx_alloc(device.get()));
    if (frames == nullptr) {
        return avError(AVERROR(ENOMEM), subject, u"opening the graphics card"_s);
    }
    auto *context = reinterpret_cast<AVHWFramesContext *>(frames->data);
    context->format = AV_PIX_FMT_VAAPI;
    context->sw_format = AV_PIX_FMT_NV12;
    context->width = codec->width;
    context->height = codec->height;
    context->initial_pool_size = 8;
    code = av_hwframe_ctx_init(frames.get());
    if (code < 0) {
        return avError(code, subject, u"taking memory of the graphics card"_s);
    }
    codec->pix_fmt = AV_PIX_FMT_VAAPI;
    codec->hw_frames_ctx = frames.release();
    return {};
}

const char *profileName(const HardwareEncoder &encoder, const VideoSettings &settings)
{
    if (settings.profile == u"baseline"_s) {
        return encoder.name == "h264_vaapi" || encoder.name == "h264_amf" ? "constrained_baseline" : "baseline";
    }
    return settings.profile == u"main"_s ? "main" : "high";
}

void setQuality(const HardwareEncoder &encoder, const VideoSettings &settings, AVCodecContext *codec, AvOptions &options)
{
    const QByteArray &name = encoder.name;
    const qint64 crf = settings.crf;
    const bool known = knownHardware().contains(HardwareEncoder{name, {}});
    if (known && !settings.profile.isEmpty() && name != "h264_v4l2m2m") {
        options.set("profile", profileName(encoder, settings));
    }
    codec->rc_max_rate = settings.maxRate;
    codec->rc_buffer_size = settings.maxRate * 2;
    if (name == "h264_nvenc") {
        options.set("rc", "vbr").set("cq", crf).set("preset", "p4").set("forced-idr", qint64(1));
        codec->bit_rate = 0;
    } else if (name == "h264_v4l2m2m" || !known || settings.maxRate > 0) {
        codec->bit_rate = likelyRate(codec, settings); // no scale of quality, or none that keeps to a peak
    } else if (name == "h264_qsv") {
        codec->global_quality = int(crf);
    } else if (name == "h264_vaapi") {
        options.set("rc_mode", "CQP").set("qp", crf);
    } else if (name == "h264_amf") {
        options.set("rc", "cqp").set("qp_i", crf).set("qp_p", crf + 2);
    }
}

// The chroma planes one beside the other's samples.
void interleave(const AVFrame *planes, AVFrame *into)
{
    av_image_copy_plane(into->data[0], into->linesize[0], planes->data[0], planes->linesize[0], planes->width, planes->height);
    const int width = (planes->width + 1) / 2;
    for (int y = 0; y < (planes->height + 1) / 2; ++y) {
        const uint8_t *u = planes->data[1] + qsizetype(y) * planes->linesize[1];
        const uint8_t *v = planes->data[2] + qsizetype(y) * planes->linesize[2];
        uint8_t *out = into->data[1] + qsizetype(y) * into->linesize[1];
        for (int x = 0; x < width; ++x) {
            out[2 * x] = u[x];
            out[2 * x + 1] = v[x];
        }
    }
}

} // namespace

Result<HardwareEncoder> HardwareEncoder::parse(const QString &text)
{
    static const QRegularExpression kForm(u"^([a-z0-9_]{1,40})((?:,[A-Za-z0-9_-]+=[^,]*)*)$"_s);
    const auto match = kForm.match(text);
    if (!match.hasMatch()) {
        return Error{ErrorCode::InvalidArgument, truncated(text, 100),
                     u"expected NAME[,KEY=VALUE…], such as h264_vaapi"_s, SubjectKind::Name};
    }
    return HardwareEncoder{match.captured(1).toLatin1(), match.captured(2).mid(1).toUtf8()};
}

QList<HardwareEncoder> knownHardware()
{
    return {{"h264_nvenc", {}}, {"h264_qsv", {}}, {"h264_vaapi", {}}, {"h264_amf", {}}, {"h264_v4l2m2m", {}}};
}

Result<void> prepareHardware(const HardwareEncoder &encoder, const VideoSettings &settings, AVCodecContext *codec,
                             AvOptions &options)
{
    codec->max_b_frames = 0; // what a card makes of them differs from driver to driver
    if (!knownHardware().contains(HardwareEncoder{encoder.name, {}})) {
        codec->flags &= ~AV_CODEC_FLAG_CLOSED_GOP; // it is, without them; some others refuse to be told
    }
    setQuality(encoder, settings, codec, options);
    const QString name = QString::fromLatin1(encoder.name);
    if (av_dict_parse_string(options.options(), encoder.options.constData(), "=", ",", 0) < 0) {
        return Error{ErrorCode::InvalidArgument, name,
                     u"these are no options: %1"_s.arg(QString::fromUtf8(encoder.options)), SubjectKind::Name};
    }
    if (encoder.name == "h264_vaapi") {
        const AVDictionaryEntry *node = av_dict_get(*options.options(), "device", nullptr, 0);
        return openVaapi(codec, node != nullptr ? QByteArray(node->value) : QByteArray());
    }
    codec->pix_fmt = encoder.name == "h264_qsv" ? AV_PIX_FMT_NV12 : AV_PIX_FMT_YUV420P;
    return {};
}

Result<FramePtr> frameFor(const AVCodecContext *codec, const AVFrame *frame)
{
    const auto failed = [&](int code) {
        return avError(code, QLatin1StringView(codec->codec->name), u"handing over a frame"_s);
    };
    if (codec->pix_fmt == frame->format) {
        FramePtr same(av_frame_clone(frame));
        return same != nullptr ? Result<FramePtr>(std::move(same)) : Result<FramePtr>(failed(AVERROR(ENOMEM)));
    }
    FramePtr pairs = makeFrame();
    pairs->format = AV_PIX_FMT_NV12;
    pairs->width = frame->width;
    pairs->height = frame->height;
    int code = av_frame_get_buffer(pairs.get(), 0);
    if (code < 0) {
        return failed(code);
    }
    interleave(frame, pairs.get());
    av_frame_copy_props(pairs.get(), frame);
    if (codec->hw_frames_ctx == nullptr) {
        return pairs;
    }
    FramePtr there = makeFrame();
    code = av_hwframe_get_buffer(codec->hw_frames_ctx, there.get(), 0);
    if (code >= 0) {
        code = av_hwframe_transfer_data(there.get(), pairs.get(), 0);
    }
    if (code < 0) {
        return failed(code);
    }
    av_frame_copy_props(there.get(), frame);
    return there;
}

} // namespace rawi
