#include "core/engine/picture/avif_picture.h"

#include <avif/avif.h>

#include <memory>
#include <thread>

namespace rawi {

namespace {

struct ImageDeleter {
    void operator()(avifImage *image) const { avifImageDestroy(image); }
};
struct EncoderDeleter {
    void operator()(avifEncoder *encoder) const { avifEncoderDestroy(encoder); }
};

bool opaque(const AVFrame *picture)
{
    for (int y = 0; y < picture->height; ++y) {
        const uint8_t *line = picture->data[0] + qsizetype(y) * picture->linesize[0];
        for (int x = 0; x < picture->width; ++x) {
            if (line[4 * x + 3] != 255) {
                return false;
            }
        }
    }
    return true;
}

Error failed(avifResult result, const QString &subject)
{
    const ErrorCode code = result == AVIF_RESULT_NO_CODEC_AVAILABLE ? ErrorCode::MediaUnsupported
        : result == AVIF_RESULT_OUT_OF_MEMORY                       ? ErrorCode::TooLarge
                                                                    : ErrorCode::Internal;
    return {code, subject, u"writing an AVIF: %1"_s.arg(QLatin1StringView(avifResultToString(result)))};
}

} // namespace

Result<QByteArray> encodeAvif(const AVFrame *picture, int quality, const QString &subject)
{
    const std::unique_ptr<avifImage, ImageDeleter> image(
        avifImageCreate(uint32_t(picture->width), uint32_t(picture->height), 8, AVIF_PIXEL_FORMAT_YUV420));
    const std::unique_ptr<avifEncoder, EncoderDeleter> encoder(avifEncoderCreate());
    if (image == nullptr || encoder == nullptr) {
        return failed(AVIF_RESULT_OUT_OF_MEMORY, subject);
    }
    image->colorPrimaries = AVIF_COLOR_PRIMARIES_BT709; // sRGB as ISO/IEC 23091-2 has it
    image->transferCharacteristics = AVIF_TRANSFER_CHARACTERISTICS_SRGB;
    image->matrixCoefficients = AVIF_MATRIX_COEFFICIENTS_BT601;
    image->yuvRange = AVIF_RANGE_FULL;
    avifRGBImage pixels;
    avifRGBImageSetDefaults(&pixels, image.get());
    pixels.pixels = picture->data[0];
    pixels.rowBytes = uint32_t(picture->linesize[0]);
    pixels.ignoreAlpha = opaque(picture) ? AVIF_TRUE : AVIF_FALSE;
    avifResult result = avifImageRGBToYUV(image.get(), &pixels);
    const int quantiser = qBound(0, (100 - quality) * 63 / 100, 63);
    encoder->minQuantizer = qMax(0, quantiser - 6);
    encoder->maxQuantizer = qMin(63, quantiser + 6);
    encoder->minQuantizerAlpha = 0;
    encoder->maxQuantizerAlpha = qMin(20, quantiser);
    encoder->speed = 8;
    encoder->maxThreads = int(qBound(1U, std::thread::hardware_concurrency(), 4U));
    avifRWData data = AVIF_DATA_EMPTY;
    if (result == AVIF_RESULT_OK) {
        result = avifEncoderWrite(encoder.get(), image.get(), &data);
    }
    const QByteArray bytes(reinterpret_cast<const char *>(data.data), qsizetype(data.size));
    avifRWDataFree(&data);
    if (result != AVIF_RESULT_OK) {
        return failed(result, subject);
    }
    return bytes;
}

} // namespace rawi
