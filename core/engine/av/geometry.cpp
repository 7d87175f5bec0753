#include "core/engine/av/geometry.h"

#include <cmath>

namespace rawi {

Orientation orientationOf(const int32_t *matrix)
{
    Orientation out;
    if (matrix == nullptr) {
        return out;
    }
    // The linear part says where the stored x axis (a, b) and y axis (c, d) point on the screen.
    const double a = matrix[0];
    const double b = matrix[1];
    const double c = matrix[3];
    const double d = matrix[4];
    if (a * d - b * c == 0) {
        return out; // not a turn at all
    }
    out.mirrored = a * d - b * c < 0;
    if (std::abs(a) >= std::abs(b)) {
        const bool turned = d < 0;
        out.rotation = turned ? 180 : 0;
        if (out.mirrored) {
            out.filter = turned ? "vflip" : "hflip"; // a vertical flip is half a turn and a mirror
        } else {
            out.filter = turned ? "hflip,vflip" : "";
        }
        return out;
    }
    const bool clockwise = out.mirrored ? c > 0 : b > 0;
    out.rotation = clockwise ? 90 : 270;
    if (out.mirrored) {
        out.filter = c > 0 ? "transpose=cclock_flip" : "transpose=clock_flip";
    } else {
        out.filter = b > 0 ? "transpose=clock" : "transpose=cclock";
    }
    return out;
}

const int32_t *displayMatrix(const AVStream *stream)
{
#if LIBAVCODEC_VERSION_MAJOR >= 61
    const AVPacketSideData *data
        = av_packet_side_data_get(stream->codecpar->coded_side_data, stream->codecpar->nb_coded_side_data,
                                  AV_PKT_DATA_DISPLAYMATRIX);
    return data != nullptr && data->size >= 36 ? reinterpret_cast<const int32_t *>(data->data) : nullptr;
#else
    size_t size = 0;
    const uint8_t *data = av_stream_get_side_data(stream, AV_PKT_DATA_DISPLAYMATRIX, &size);
    return data != nullptr && size >= 36 ? reinterpret_cast<const int32_t *>(data) : nullptr;
#endif
}

const int32_t *displayMatrix(const AVFrame *frame)
{
    const AVFrameSideData *data = av_frame_get_side_data(frame, AV_FRAME_DATA_DISPLAYMATRIX);
    return data != nullptr && data->size >= 36 ? reinterpret_cast<const int32_t *>(data->data) : nullptr;
}

PictureSize shownSize(int codedWidth, int codedHeight, AVRational sampleAspect, const Orientation &orientation)
{
    PictureSize out{codedWidth, codedHeight};
    const double aspect = sampleAspect.num > 0 && sampleAspect.den > 0 ? av_q2d(sampleAspect) : 1.0;
    if (aspect > 0.05 && aspect < 20) { // beyond that it is a broken header
        out.width = qMax(1, qRound(codedWidth * aspect));
    }
    if (orientation.swapsSides()) {
        std::swap(out.width, out.height);
    }
    return out;
}

PictureSize fitInto(PictureSize shown, int longSide, int shortSide, int step)
{
    const bool landscape = shown.width >= shown.height;
    const double boxWidth = landscape ? longSide : shortSide;
    const double boxHeight = landscape ? shortSide : longSide;
    const double factor = qMin(1.0, qMin(boxWidth / shown.width, boxHeight / shown.height));
    const auto side = [&](int length) { return qMax(step, qRound(length * factor / step) * step); };
    PictureSize out{side(shown.width), side(shown.height)};
    // Rounding up must not enlarge: an odd source loses its last line instead.
    const auto notAbove = [&](int made, int source) { return made > source ? qMax(step, made - step) : made; };
    return {notAbove(out.width, shown.width), notAbove(out.height, shown.height)};
}

CropBox cropFor(PictureSize shown, PictureShape shape, double centreX, double centreY)
{
    CropBox box{0, 0, shown.width, shown.height};
    if (shape == PictureShape::Source) {
        return box;
    }
    const double aspect = shape == PictureShape::Portrait ? 9.0 / 16 : 1.0;
    box.width = qMin(shown.width, qRound(shown.height * aspect));
    box.height = qMin(shown.height, qRound(shown.width / aspect));
    box.x = qBound(0, qRound(shown.width * centreX - box.width / 2.0), shown.width - box.width);
    box.y = qBound(0, qRound(shown.height * centreY - box.height / 2.0), shown.height - box.height);
    return box;
}

} // namespace rawi
