#include "core/engine/encode/picture_encoder.h"

#include "core/base/file_sha256.h"
#include "core/engine/av/frame_decoder.h"
#include "core/engine/av/output_file.h"
#include "core/engine/picture/avif_picture.h"
#include "core/engine/picture/colour_profile.h"
#include "core/engine/picture/jpeg_picture.h"
#include "core/engine/picture/picture_filter.h"

#include <QDir>

namespace rawi {

namespace {

const char *suffixOf(OutputForm form)
{
    return form == OutputForm::Webp ? ".webp" : form == OutputForm::Avif ? ".avif" : ".jpg";
}

bool hasAlpha(const AVFrame *frame)
{
    const auto *format = av_pix_fmt_desc_get(AVPixelFormat(frame->format));
    return format != nullptr && (format->flags & (AV_PIX_FMT_FLAG_ALPHA | AV_PIX_FMT_FLAG_PAL)) != 0;
}

// RGBA on white, as opaque RGBA.
void putOnWhite(AVFrame *picture)
{
    for (int y = 0; y < picture->height; ++y) {
        uint8_t *pixel = picture->data[0] + qsizetype(y) * picture->linesize[0];
        for (int x = 0; x < picture->width; ++x, pixel += 4) {
            const int alpha = pixel[3];
            for (int i = 0; i < 3; ++i) {
                pixel[i] = uint8_t((pixel[i] * alpha + 255 * (255 - alpha) + 127) / 255);
            }
            pixel[3] = 255;
        }
    }
}

// The encoder's quantiser: 100 is 1, 82 is 3, 50 is 9, 1 is 31.
int jpegQuantiser(int quality)
{
    return quality >= 50 ? qBound(1, 1 + (100 - quality) * 8 / 50, 9) : qBound(9, 9 + (50 - quality) * 22 / 49, 31);
}

// One decoded picture and what is made of it. Belongs to one encodePictures call.
class PictureEncode {
public:
    PictureEncode(AvInput &input, int stream, const QString &folder) :
        m_input(input), m_stream(stream), m_folder(folder)
    {
    }

    Result<void> decode()
    {
        m_input.selectOnly(m_stream);
        RAWI_ASSIGN(const std::unique_ptr<FrameDecoder> decoder, FrameDecoder::open(m_input, m_stream, 2));
        RAWI_ASSIGN(const bool any, decoder->next(m_frame.get()));
        if (!any) {
            return Error{ErrorCode::MediaTruncated, subject(), u"it has no picture"_s};
        }
        m_profile = colourProfile(m_frame.get());
        AVStream *stream = m_input.context()->streams[m_stream];
        m_orientation = m_input.orientation(m_stream, m_frame.get());
        m_aspect = av_guess_sample_aspect_ratio(m_input.context(), stream, m_frame.get());
        return {};
    }

    Result<RenditionResult> make(const PlanRendition &rendition)
    {
        const PictureSettings &wish = *rendition.settings.picture;
        const OutputForm form = rendition.settings.form;
        RAWI_ASSIGN(const FramePtr picture, shown(wish.longSide));
        RAWI_ASSIGN(const QByteArray bytes, form == OutputForm::Webp ? webp(picture.get(), wish.quality)
                        : form == OutputForm::Avif ? encodeAvif(picture.get(), wish.quality, subject())
                                                   : jpeg(picture.get(), wish.quality));
        RenditionResult result;
        result.name = rendition.name;
        result.path = QDir(m_folder).absoluteFilePath(rendition.name + QLatin1StringView(suffixOf(form)));
        result.contentType = u"image/%1"_s.arg(enumText(form));
        result.size = bytes.size();
        result.width = picture->width;
        result.height = picture->height;
        result.frames = 1;
        RAWI_TRY(writeFileSafely(result.path, bytes));
        RAWI_ASSIGN(result.sha256, fileSha256(result.path));
        return result;
    }

private:
    const QString &subject() const { return m_input.source().name(); }

    Result<FramePtr> filtered(AVFrame *frame, const PictureFilter::Wish &wish, AVRational aspect)
    {
        PictureFilter filter(wish);
        RAWI_TRY(filter.push(frame, {1, 25}, aspect, subject()));
        RAWI_TRY(filter.push(nullptr, {}, {}, subject()));
        FramePtr out = makeFrame();
        RAWI_ASSIGN(const bool got, filter.pull(out.get(), subject()));
        if (!got) {
            return Error{ErrorCode::Internal, subject(), u"the scaler gave no picture"_s};
        }
        while (out->nb_side_data > 0) { // camera, place, profile, turn: none of it goes into the file
            av_frame_remove_side_data(out.get(), out->side_data[0]->type);
        }
        av_dict_free(&out->metadata);
        return out;
    }

    // The picture as people see it: RGBA in sRGB, its longest side at most `side`.
    Result<FramePtr> shown(int side)
    {
        const PictureSize whole = shownSize(m_frame->width, m_frame->height, m_aspect, m_orientation);
        const PictureSize size = fitInto(whole, side, side, 1);
        PictureFilter::Wish wish = PictureFilter::pictureWish(m_frame.get(), size, m_orientation, true, AV_PIX_FMT_RGBA);
        RAWI_ASSIGN(FramePtr picture, filtered(m_frame.get(), wish, m_aspect));
        toSrgb(picture.get(), m_profile);
        return picture;
    }

    Result<QByteArray> jpeg(AVFrame *picture, int quality)
    {
        if (av_frame_make_writable(picture) < 0) {
            return avError(AVERROR(ENOMEM), subject(), u"writing a JPEG"_s);
        }
        if (hasAlpha(m_frame.get())) {
            putOnWhite(picture);
        }
        RAWI_ASSIGN(const FramePtr planes, filtered(picture,
                                                    {.size = {picture->width, picture->height},
                                                     .orientation = {},
                                                     .format = AV_PIX_FMT_YUVJ420P,
                                                     .fullRange = true,
                                                     .matrix = AVCOL_SPC_BT470BG},
                                                    {1, 1}));
        return encodeJpeg(planes.get(), jpegQuantiser(quality), subject());
    }

    Result<QByteArray> webp(AVFrame *picture, int quality)
    {
        const AVCodec *codec = avcodec_find_encoder_by_name("libwebp");
        const CodecPtr context(codec == nullptr ? nullptr : avcodec_alloc_context3(codec));
        if (context == nullptr) {
            return Error{ErrorCode::MediaUnsupported, u"libwebp"_s,
                         u"this FFmpeg was built without the encoder"_s, SubjectKind::Name};
        }
        const bool alpha = hasAlpha(m_frame.get());
        RAWI_ASSIGN(const FramePtr pixels, filtered(picture,
                                                    {.size = {picture->width, picture->height},
                                                     .orientation = {},
                                                     .format = alpha ? AV_PIX_FMT_BGRA : AV_PIX_FMT_YUV420P,
                                                     .matrix = AVCOL_SPC_BT470BG}, // VP8 knows no other
                                                    {1, 1}));
        context->width = pixels->width;
        context->height = pixels->height;
        context->pix_fmt = AVPixelFormat(pixels->format);
        context->time_base = {1, 25};
        context->compression_level = 4;
        context->flags |= AV_CODEC_FLAG_QSCALE;
        context->global_quality = FF_QP2LAMBDA * quality;
        int code = avcodec_open2(context.get(), codec, nullptr);
        pixels->pts = 0;
        const PacketPtr packet = makePacket();
        if (code >= 0 && (code = avcodec_send_frame(context.get(), pixels.get())) >= 0) {
            avcodec_send_frame(context.get(), nullptr);
            code = avcodec_receive_packet(context.get(), packet.get());
        }
        if (code < 0) {
            return avError(code, subject(), u"writing a WebP"_s);
        }
        return QByteArray(reinterpret_cast<const char *>(packet->data), packet->size);
    }

    AvInput &m_input;
    int m_stream;
    QString m_folder;
    FramePtr m_frame = makeFrame();
    QByteArray m_profile;
    Orientation m_orientation;
    AVRational m_aspect{1, 1};
};

Error refused(const SourceFile &source, const char *why)
{
    return {ErrorCode::MediaUnsupported, source.name(), QLatin1StringView(why)};
}

} // namespace

Result<EncodeResult> encodePictures(const SourceFile &source, const QList<PlanRendition> &renditions,
                                    const QString &folder, const EncodeProgressFunction &onProgress)
{
    constexpr qint64 kBudgetMs = 60'000;
    for (const PlanRendition &rendition : renditions) {
        if (!rendition.settings.picture) {
            return refused(source, "pictures and films are not made in one job");
        }
    }
    RAWI_ASSIGN(const std::unique_ptr<AvInput> input, AvInput::open(source, kBudgetMs));
    const QByteArray container = input->context()->iformat->name;
    const bool still = input->isPicture() || container == "gif" || container == "apng";
    const int stream = still ? input->videoStream() : input->coverStream();
    if (stream < 0) {
        return input->videoStream() >= 0 ? refused(source, "a film is no picture; take its poster")
                                         : refused(source, "it has no picture");
    }
    PictureEncode job(*input, stream, folder);
    RAWI_TRY(job.decode());
    EncodeResult result;
    for (const PlanRendition &rendition : renditions) {
        RAWI_ASSIGN(RenditionResult one, job.make(rendition));
        result.renditions.append(std::move(one));
        onProgress({u"picture"_s, int(1000 * result.renditions.size() / renditions.size()), 0, 0, -1});
    }
    return result;
}

} // namespace rawi
