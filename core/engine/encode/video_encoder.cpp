#include "core/engine/encode/video_encoder.h"

namespace rawi {

namespace {

void describePicture(AVCodecContext *codec, const VideoFormat &format)
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
    codec->thread_count = format.threads;
    codec->flags |= AV_CODEC_FLAG_GLOBAL_HEADER | AV_CODEC_FLAG_CLOSED_GOP;
}

void configure(AVCodecContext *codec, AvOptions &options, const VideoSettings &settings)
{
    const QByteArray speed = settings.speed.toLatin1();
    options.set("crf", qint64(settings.crf));
    switch (settings.codec) {
    case VideoCodec::H264:
        options.set("preset", speed.isEmpty() ? "veryfast" : speed.constData());
        // With several threads x264 164 gives other bytes from run to run for small pictures (measured: 240 and 480 rows,
        // not 720) unless its own thread looks 16 frames ahead, which would cost much memory for large ones.
        if (codec->thread_count > 1 && codec->height <= 576) {
            options.set("x264-params", "sync-lookahead=16");
        }
        if (!settings.profile.isEmpty()) {
            options.set("profile", settings.profile.toLatin1().constData());
        }
        codec->rc_max_rate = settings.maxRate;
        codec->rc_buffer_size = settings.maxRate * 2;
        break;
    case VideoCodec::Vp9:
        options.set("deadline", "good").set("cpu-used", speed.isEmpty() ? "4" : speed.constData());
        options.set("row-mt", qint64(1)).set("tile-columns", qint64(1)).set("auto-alt-ref", qint64(1));
        codec->bit_rate = settings.maxRate; // with a crf it is libvpx's upper bound
        break;
    case VideoCodec::Av1: {
        qputenv("SVT_LOG", "1"); // errors only: it would write a page to stderr for each segment
        options.set("preset", speed.isEmpty() ? "8" : speed.constData());
        QByteArray more = "lp=" + QByteArray::number(codec->thread_count);
        if (settings.maxRate > 0) {
            more += ":mbr=" + QByteArray::number(settings.maxRate / 1000);
        }
        options.set("svtav1-params", more.constData());
        break;
    }
    }
}

} // namespace

const char *softwareEncoder(VideoCodec codec)
{
    switch (codec) {
    case VideoCodec::Vp9:
        return "libvpx-vp9";
    case VideoCodec::Av1:
        return "libsvtav1";
    case VideoCodec::H264:
        break;
    }
    return "libx264";
}

bool countsFrames(VideoCodec codec)
{
    return codec != VideoCodec::H264;
}

Result<CodecPtr> openVideoEncoder(const VideoFormat &format, const VideoSettings &settings, const QString &subject)
{
    const QByteArray name = format.hardware ? format.hardware->name : QByteArray(softwareEncoder(settings.codec));
    const AVCodec *encoder = avcodec_find_encoder_by_name(name.constData());
    if (encoder == nullptr || encoder->type != AVMEDIA_TYPE_VIDEO) {
        return Error{ErrorCode::MediaUnsupported, QLatin1StringView(name),
                     format.hardware ? u"this FFmpeg was built without it"_s
                                     : u"this FFmpeg was built without the encoder of %1"_s.arg(
                                         enumText(settings.codec))};
    }
    CodecPtr codec(avcodec_alloc_context3(encoder));
    if (codec == nullptr) {
        return avError(AVERROR(ENOMEM), subject, u"starting the encoder"_s);
    }
    describePicture(codec.get(), format);
    if (countsFrames(settings.codec)) {
        codec->time_base = av_inv_q(format.frameRate);
    }
    AvOptions options;
    if (format.hardware) {
        RAWI_TRY(prepareHardware(*format.hardware, settings, codec.get(), options));
    } else {
        configure(codec.get(), options, settings);
    }
    const int code = avcodec_open2(codec.get(), encoder, options.options());
    if (code == AVERROR(EINVAL)) {
        return Error{ErrorCode::InvalidArgument, subject,
                     u"%1 does not take these settings (%2)"_s.arg(QLatin1StringView(name), lastAvMessage()), SubjectKind::File};
    }
    if (code < 0) {
        return avError(code, subject, u"starting %1"_s.arg(QLatin1StringView(name)));
    }
    if (codec->extradata_size == 0 && format.hardware) {
        return Error{ErrorCode::MediaUnsupported, QLatin1StringView(name),
                     u"it does not say its parameters in front of the picture, as MP4 needs them"_s};
    }
    return codec;
}

} // namespace rawi
