#include "core/engine/picture/jpeg_picture.h"

namespace rawi {

Result<QByteArray> encodeJpeg(AVFrame *frame, int quantiser, const QString &subject)
{
    const AVCodec *codec = avcodec_find_encoder(AV_CODEC_ID_MJPEG);
    const CodecPtr context(codec == nullptr ? nullptr : avcodec_alloc_context3(codec));
    if (context == nullptr) {
        return avError(AVERROR_ENCODER_NOT_FOUND, subject, u"writing a JPEG"_s);
    }
    context->width = frame->width;
    context->height = frame->height;
    context->pix_fmt = AV_PIX_FMT_YUVJ420P;
    context->color_range = AVCOL_RANGE_JPEG;
    context->time_base = {1, 25};
    context->flags |= AV_CODEC_FLAG_QSCALE | AV_CODEC_FLAG_BITEXACT; // without a remark about who made it
    context->global_quality = FF_QP2LAMBDA * quantiser;
    context->thread_count = 1;
    int code = avcodec_open2(context.get(), codec, nullptr);
    frame->pts = 0;
    frame->quality = context->global_quality;
    const PacketPtr packet = makePacket();
    if (code >= 0 && (code = avcodec_send_frame(context.get(), frame)) >= 0) {
        avcodec_send_frame(context.get(), nullptr);
        code = avcodec_receive_packet(context.get(), packet.get());
    }
    if (code < 0) {
        return avError(code, subject, u"writing a JPEG"_s);
    }
    return QByteArray(reinterpret_cast<const char *>(packet->data), packet->size);
}

} // namespace rawi
