#include "ui/media/player/frame_image.h"

#include <QTransform>

#include <array>

extern "C" {
#include <libavutil/pixfmt.h>
#include <libswscale/swscale.h>
}

namespace rawi {

namespace {

AVPixelFormat avFormat(QVideoFrameFormat::PixelFormat format)
{
    switch (format) {
    case QVideoFrameFormat::Format_YUV420P:
        return AV_PIX_FMT_YUV420P;
    case QVideoFrameFormat::Format_YUV422P:
        return AV_PIX_FMT_YUV422P;
    case QVideoFrameFormat::Format_NV12:
        return AV_PIX_FMT_NV12;
    case QVideoFrameFormat::Format_NV21:
        return AV_PIX_FMT_NV21;
    case QVideoFrameFormat::Format_UYVY:
        return AV_PIX_FMT_UYVY422;
    case QVideoFrameFormat::Format_YUYV:
        return AV_PIX_FMT_YUYV422;
    case QVideoFrameFormat::Format_P010:
        return AV_PIX_FMT_P010LE;
    case QVideoFrameFormat::Format_BGRA8888:
        return AV_PIX_FMT_BGRA;
    case QVideoFrameFormat::Format_BGRX8888:
        return AV_PIX_FMT_BGR0;
    case QVideoFrameFormat::Format_RGBA8888:
        return AV_PIX_FMT_RGBA;
    case QVideoFrameFormat::Format_RGBX8888:
        return AV_PIX_FMT_RGB0;
    case QVideoFrameFormat::Format_Y8:
        return AV_PIX_FMT_GRAY8;
    default:
        return AV_PIX_FMT_NONE;
    }
}

} // namespace

FrameImage::FrameImage() = default;
FrameImage::~FrameImage() = default;

void FrameImage::Free::operator()(SwsContext *context) const
{
    sws_freeContext(context);
}

QImage FrameImage::scaled(QVideoFrame &frame, const QSize &size)
{
    const AVPixelFormat format = avFormat(frame.pixelFormat());
    if (format == AV_PIX_FMT_NONE || !frame.map(QVideoFrame::ReadOnly)) {
        return frame.toImage().scaled(size, Qt::IgnoreAspectRatio, Qt::SmoothTransformation);
    }
    QImage image(size, QImage::Format_RGB32);
    m_scaler.reset(sws_getCachedContext(m_scaler.release(), frame.width(), frame.height(), format, size.width(),
                                        size.height(), AV_PIX_FMT_BGRA, SWS_FAST_BILINEAR, nullptr, nullptr,
                                        nullptr));
    if (m_scaler) {
        std::array<const uint8_t *, 4> planes{};
        std::array<int, 4> strides{};
        for (int i = 0; i < frame.planeCount(); ++i) {
            planes[static_cast<size_t>(i)] = frame.bits(i);
            strides[static_cast<size_t>(i)] = frame.bytesPerLine(i);
        }
        uint8_t *const target = image.bits();
        const int targetStride = static_cast<int>(image.bytesPerLine());
        sws_scale(m_scaler.get(), planes.data(), strides.data(), 0, frame.height(), &target, &targetStride);
    } else {
        image = {};
    }
    frame.unmap();
    return image;
}

QImage FrameImage::make(QVideoFrame frame, const QSize &size)
{
    if (!frame.isValid() || size.isEmpty()) {
        return {};
    }
    const int angle = static_cast<int>(frame.rotationAngle());
    const bool sideways = angle == 90 || angle == 270;
    QImage image = scaled(frame, sideways ? size.transposed() : size);
    if (angle != 0) {
        image = image.transformed(QTransform().rotate(angle));
    }
    return frame.mirrored() ? image.mirrored(true, false) : image;
}

} // namespace rawi
