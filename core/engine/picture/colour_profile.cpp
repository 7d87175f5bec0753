#include "core/engine/picture/colour_profile.h"

#include <lcms2.h>

#include <memory>

namespace rawi {

namespace {

struct ProfileCloser {
    void operator()(void *profile) const { cmsCloseProfile(profile); }
};
struct TransformCloser {
    void operator()(void *transform) const { cmsDeleteTransform(transform); }
};

} // namespace

QByteArray colourProfile(const AVFrame *frame)
{
    constexpr size_t kMostBytes = 4 << 20;
    const AVFrameSideData *data = av_frame_get_side_data(frame, AV_FRAME_DATA_ICC_PROFILE);
    return data == nullptr || data->size > kMostBytes
        ? QByteArray()
        : QByteArray(reinterpret_cast<const char *>(data->data), qsizetype(data->size));
}

void toSrgb(AVFrame *picture, const QByteArray &profile)
{
    if (profile.isEmpty() || av_frame_make_writable(picture) < 0) {
        return;
    }
    const std::unique_ptr<void, ProfileCloser> from(cmsOpenProfileFromMem(profile.constData(), cmsUInt32Number(profile.size())));
    const std::unique_ptr<void, ProfileCloser> to(cmsCreate_sRGBProfile());
    if (from == nullptr || to == nullptr || cmsGetColorSpace(from.get()) != cmsSigRgbData) {
        return;
    }
    const bool alpha = picture->format == AV_PIX_FMT_RGBA;
    const cmsUInt32Number pixels = alpha ? TYPE_RGBA_8 : TYPE_RGB_8;
    const std::unique_ptr<void, TransformCloser> transform(
        cmsCreateTransform(from.get(), pixels, to.get(), pixels, INTENT_PERCEPTUAL, alpha ? cmsFLAGS_COPY_ALPHA : 0));
    if (transform == nullptr) {
        return;
    }
    for (int y = 0; y < picture->height; ++y) {
        uint8_t *line = picture->data[0] + qsizetype(y) * picture->linesize[0];
        cmsDoTransform(transform.get(), line, line, cmsUInt32Number(picture->width));
    }
}

} // namespace rawi
