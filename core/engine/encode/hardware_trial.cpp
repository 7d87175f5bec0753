#include "core/engine/encode/hardware_trial.h"

#include "core/engine/encode/video_encoder.h"

namespace rawi {

namespace {

// One grey picture, and what the encoder makes of it.
Result<void> encodeOne(AVCodecContext *codec, const VideoFormat &format, const QString &name)
{
    const QString doing = u"encoding one frame"_s;
    const FramePtr picture = makeFrame();
    picture->format = AV_PIX_FMT_YUV420P;
    picture->width = format.size.width;
    picture->height = format.size.height;
    int code = av_frame_get_buffer(picture.get(), 0);
    if (code < 0) {
        return avError(code, name, doing);
    }
    for (int plane = 0; plane < 3; ++plane) {
        const int lines = plane == 0 ? picture->height : (picture->height + 1) / 2;
        std::fill_n(picture->data[plane], qsizetype(picture->linesize[plane]) * lines, uint8_t(128));
    }
    picture->pts = 0;
    RAWI_ASSIGN(const FramePtr frame, frameFor(codec, picture.get()));
    const PacketPtr packet = makePacket();
    if ((code = avcodec_send_frame(codec, frame.get())) >= 0 && (code = avcodec_send_frame(codec, nullptr)) >= 0) {
        code = avcodec_receive_packet(codec, packet.get());
    }
    if (code < 0) {
        return avError(code, name, doing);
    }
    if (packet->size == 0 || (packet->flags & AV_PKT_FLAG_KEY) == 0) {
        return Error{ErrorCode::MediaUnsupported, name, u"its first frame is not one to start with"_s};
    }
    return {};
}

} // namespace

Result<void> tryHardware(const HardwareEncoder &encoder)
{
    clearAvLog();
    VideoFormat format;
    format.size = {640, 360}; // cards refuse very small ones
    format.timeBase = {1, 25};
    format.hardware = encoder;
    const QString name = QString::fromLatin1(encoder.name);
    RAWI_ASSIGN(const CodecPtr codec, openVideoEncoder(format, VideoSettings(), name));
    return encodeOne(codec.get(), format, name);
}

HardwareChoice chooseHardware(const QList<HardwareEncoder> &candidates)
{
    QStringList reasons;
    for (const HardwareEncoder &candidate : candidates) {
        const Result<void> works = tryHardware(candidate);
        if (works.ok()) {
            return {candidate, {}};
        }
        reasons.append(u"%1: %2"_s.arg(QString::fromLatin1(candidate.name), works.error().detail));
    }
    return {std::nullopt, u"no graphics encoder works here (%1)"_s.arg(reasons.join(u"; "_s))};
}

} // namespace rawi
