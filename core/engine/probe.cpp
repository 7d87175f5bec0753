#include "core/engine/probe.h"

#include "core/engine/frame_decoder.h"
#include "core/engine/geometry.h"
#include "core/engine/verdict.h"

extern "C" {
#include <libavutil/mastering_display_metadata.h>
}

#include <QJsonArray>

#include <algorithm>
#include <array>

namespace rawi {

namespace {

constexpr int kRatePackets = 240; // enough to see an uneven clock where the container has no index
constexpr qsizetype kMaxTagChars = 2000;
constexpr int kMaxChapters = 1000;

QString text(const char *value)
{
    return value == nullptr ? QString() : QString::fromUtf8(value).left(kMaxTagChars);
}

QJsonObject tagsOf(AVDictionary *dictionary)
{
    QJsonObject out;
    const AVDictionaryEntry *entry = nullptr;
    while ((entry = av_dict_get(dictionary, "", entry, AV_DICT_IGNORE_SUFFIX)) != nullptr && out.size() < 100) {
        out.insert(text(entry->key), text(entry->value));
    }
    return out;
}

QString tag(AVDictionary *dictionary, const char *name)
{
    const AVDictionaryEntry *entry = av_dict_get(dictionary, name, nullptr, 0);
    return entry == nullptr ? QString() : text(entry->value);
}

QJsonArray dispositionOf(const AVStream *stream)
{
    QJsonArray out;
    for (unsigned bit = 0; bit < 31; ++bit) {
        const int flag = int(1u << bit);
        if ((stream->disposition & flag) != 0 && av_disposition_to_string(flag) != nullptr) {
            out.append(text(av_disposition_to_string(flag)));
        }
    }
    return out;
}

qint64 milliseconds(qint64 value, AVRational base)
{
    return value == AV_NOPTS_VALUE || value < 0 ? 0 : av_rescale_q(value, base, {1, 1000});
}

// Whether frames come at uneven times. Decode times: reordering does not disturb them.
bool unevenTimes(std::vector<qint64> times, AVRational base)
{
    std::sort(times.begin(), times.end());
    qint64 shortest = INT64_MAX;
    qint64 longest = 0;
    for (size_t i = 1; i + 1 < times.size(); ++i) { // not the last one: it is often cut
        const qint64 step = times[i] - times[i - 1];
        shortest = qMin(shortest, step);
        longest = qMax(longest, step);
    }
    // Containers with a millisecond clock round 33.37 to 33 or 34.
    const qint64 rounding = qMax<qint64>(2, av_rescale_q(2, {1, 1000}, base));
    return times.size() > 3 && longest - shortest > rounding;
}

std::vector<qint64> indexTimes(AVStream *stream)
{
    std::vector<qint64> times;
    const int count = avformat_index_get_entries_count(stream);
    for (int i = 0; i < count; ++i) {
        times.push_back(avformat_index_get_entry(stream, i)->timestamp);
    }
    return times;
}

QString containerName(const AvInput &input)
{
    const QByteArray format = input.context()->iformat->name;
    if (format.startsWith("mov,")) {
        const QString brand = tag(input.context()->metadata, "major_brand").trimmed();
        if (brand == QStringLiteral("qt") || brand.isEmpty()) {
            return QStringLiteral("mov");
        }
        if (brand.startsWith(QStringLiteral("3g"))) {
            return QStringLiteral("3gp");
        }
        return brand == QStringLiteral("M4A") || input.videoStream() < 0 ? QStringLiteral("m4a")
                                                                        : QStringLiteral("mp4");
    }
    if (format.startsWith("matroska")) {
        return input.source().bytes(0, 64).contains("webm") ? QStringLiteral("webm") : QStringLiteral("mkv");
    }
    return QString::fromLatin1(format.endsWith("_pipe") ? format.chopped(5) : format);
}

QString contentTypeOf(const QString &container, const QString &kind)
{
    static const QHash<QString, QString> kKnown{
        {QStringLiteral("mov"), QStringLiteral("video/quicktime")},
        {QStringLiteral("mp4"), QStringLiteral("video/mp4")},
        {QStringLiteral("m4a"), QStringLiteral("audio/mp4")},
        {QStringLiteral("3gp"), QStringLiteral("video/3gpp")},
        {QStringLiteral("mkv"), QStringLiteral("video/x-matroska")},
        {QStringLiteral("avi"), QStringLiteral("video/x-msvideo")},
        {QStringLiteral("mpegts"), QStringLiteral("video/mp2t")},
        {QStringLiteral("mpegvideo"), QStringLiteral("video/mpeg")},
        {QStringLiteral("flv"), QStringLiteral("video/x-flv")},
        {QStringLiteral("asf"), QStringLiteral("video/x-ms-asf")},
        {QStringLiteral("mxf"), QStringLiteral("application/mxf")},
        {QStringLiteral("mp3"), QStringLiteral("audio/mpeg")},
        {QStringLiteral("apng"), QStringLiteral("image/apng")},
        {QStringLiteral("gif"), QStringLiteral("image/gif")},
    };
    if (kKnown.contains(container) && !(kind == QStringLiteral("audio") && container == QStringLiteral("mp4"))) {
        return kKnown.value(container);
    }
    const QString group = kind == QStringLiteral("picture") ? QStringLiteral("image") : kind;
    return group + QLatin1Char('/') + container;
}

// Side data that a decoder left on a frame, or the container on its stream; null when there is none.
const uint8_t *sideData(const AVFrame *frame, AVFrameSideDataType onFrame, const AVStream *stream,
                        AVPacketSideDataType onStream)
{
    if (const AVFrameSideData *data = av_frame_get_side_data(frame, onFrame)) {
        return data->data;
    }
#if LIBAVCODEC_VERSION_MAJOR >= 61
    const AVCodecParameters *par = stream->codecpar;
    const AVPacketSideData *data = av_packet_side_data_get(par->coded_side_data, par->nb_coded_side_data, onStream);
    return data == nullptr ? nullptr : data->data;
#else
    return av_stream_get_side_data(stream, onStream, nullptr);
#endif
}

// What a mastering screen showed (SMPTE ST 2086) and how bright the film gets (CTA-861.3); empty when neither is said.
QJsonObject brightnessOf(const AVFrame *frame, const AVStream *stream)
{
    QJsonObject out;
    const auto *screen = reinterpret_cast<const AVMasteringDisplayMetadata *>(
        sideData(frame, AV_FRAME_DATA_MASTERING_DISPLAY_METADATA, stream, AV_PKT_DATA_MASTERING_DISPLAY_METADATA));
    if (screen != nullptr && screen->has_luminance != 0) {
        out.insert(QStringLiteral("screen_min"), av_q2d(screen->min_luminance));
        out.insert(QStringLiteral("screen_max"), av_q2d(screen->max_luminance));
    }
    const auto *light = reinterpret_cast<const AVContentLightMetadata *>(
        sideData(frame, AV_FRAME_DATA_CONTENT_LIGHT_LEVEL, stream, AV_PKT_DATA_CONTENT_LIGHT_LEVEL));
    if (light != nullptr) {
        out.insert(QStringLiteral("max_cll"), int(light->MaxCLL));
        out.insert(QStringLiteral("max_fall"), int(light->MaxFALL));
    }
    return out;
}

// What a camera wrote into a picture. Where it stood is only said to be there: this object is shared.
QJsonObject cameraOf(AVDictionary *dictionary)
{
    static const std::array<std::pair<const char *, const char *>, 9> kWanted{
        {{"Make", "make"}, {"Model", "model"}, {"LensModel", "lens"}, {"DateTimeOriginal", "taken_at"},
         {"ExposureTime", "exposure"}, {"FNumber", "aperture"}, {"ISOSpeedRatings", "iso"}, {"FocalLength", "focal_length"},
         {"Orientation", "orientation"}}};
    QJsonObject out;
    for (const auto &[key, name] : kWanted) {
        if (const QString value = tag(dictionary, key).trimmed(); !value.isEmpty()) {
            out.insert(QLatin1StringView(name), value);
        }
    }
    return out;
}

// A place in EXIF (GPSLatitude …), in QuickTime's user data or in Android's "location" (ISO 6709).
bool namesAPlace(AVDictionary *dictionary)
{
    const AVDictionaryEntry *entry = nullptr;
    while ((entry = av_dict_get(dictionary, "", entry, AV_DICT_IGNORE_SUFFIX)) != nullptr) {
        const QByteArray key = QByteArray(entry->key).toLower();
        if (key.startsWith("gpslatitude") || key.startsWith("gpslongitude") || key.startsWith("location")
            || key.endsWith("location.iso6709")) {
            return true;
        }
    }
    return false;
}

// Reads one file from its header to its first decoded frame. Belongs to one probeMedia call.
class Probe {
public:
    explicit Probe(AvInput &input) : m_input(input) {}

    Result<QJsonObject> run()
    {
        m_kind = m_input.isPicture() ? QStringLiteral("picture")
            : m_input.videoStream() >= 0 ? QStringLiteral("video") : QStringLiteral("audio");
        RAWI_TRY(decodeSome());
        QJsonObject report = frame();
        const AVFormatContext *context = m_input.context();
        QJsonArray streams;
        for (unsigned i = 0; i < context->nb_streams; ++i) {
            streams.append(describe(context->streams[i]));
        }
        report.insert(QStringLiteral("streams"), streams);
        const QJsonObject main = streams.at(qMax(0, m_input.videoStream())).toObject();
        const bool seen = m_input.videoStream() >= 0;
        report.insert(QStringLiteral("width"), seen ? main.value(QStringLiteral("width")).toInt() : 0);
        report.insert(QStringLiteral("height"), seen ? main.value(QStringLiteral("height")).toInt() : 0);
        if (const QJsonObject camera = cameraOf(m_frame->metadata); !camera.isEmpty()) {
            report.insert(QStringLiteral("exif"), camera);
        }
        report.insert(QStringLiteral("has_location"),
                      namesAPlace(m_frame->metadata) || namesAPlace(context->metadata));
        report.insert(QStringLiteral("verdict"), verdictOn(report, m_input.source()));
        return report;
    }

private:
    // Decodes the first frame of the main stream: a file that cannot even do that is refused here.
    Result<void> decodeSome()
    {
        const int main = m_input.videoStream() >= 0 ? m_input.videoStream() : m_input.audioStream();
        if (main < 0) {
            return Error{ErrorCode::NotMedia, m_input.source().name(),
                         QStringLiteral("it has neither sound nor a moving picture")};
        }
        AVStream *stream = m_input.context()->streams[main];
        m_times = m_input.videoStream() >= 0 ? indexTimes(stream) : std::vector<qint64>{};
        m_input.selectOnly(main);
        RAWI_ASSIGN(const std::unique_ptr<FrameDecoder> decoder, FrameDecoder::open(m_input, main, 1));
        RAWI_ASSIGN(const bool any, decoder->next(m_frame.get()));
        if (!any) {
            return Error{ErrorCode::MediaTruncated, m_input.source().name(), QStringLiteral("it has no frame")};
        }
        if (m_kind == QStringLiteral("video") && m_times.size() < 3) {
            RAWI_TRY(collectTimes(main));
        }
        return {};
    }

    Result<void> collectTimes(int main)
    {
        const PacketPtr packet = makePacket();
        m_times.clear();
        while (m_times.size() < kRatePackets) {
            const Result<bool> more = m_input.read(packet.get());
            if (!more.ok() || !*more) {
                return {}; // the frame rate is a remark; a late fault is the encoder's to report
            }
            const qint64 time = packet->stream_index == main ? packet->dts : AV_NOPTS_VALUE;
            const bool untimed = packet->stream_index == main && time == AV_NOPTS_VALUE;
            av_packet_unref(packet.get());
            if (untimed) {
                m_times.clear(); // MPEG leaves times out; the gaps would look like a variable rate
                return {};
            }
            if (time != AV_NOPTS_VALUE) {
                m_times.push_back(time);
            }
        }
        return {};
    }

    QJsonObject frame() const
    {
        const AVFormatContext *context = m_input.context();
        const QString container = containerName(m_input);
        const bool picture = m_kind == QStringLiteral("picture");
        QJsonArray chapters;
        for (unsigned i = 0; i < context->nb_chapters && i < kMaxChapters; ++i) {
            const AVChapter *chapter = context->chapters[i];
            chapters.append(QJsonObject{
                {QStringLiteral("start_ms"), milliseconds(chapter->start, chapter->time_base)},
                {QStringLiteral("end_ms"), milliseconds(chapter->end, chapter->time_base)},
                {QStringLiteral("title"), tag(chapter->metadata, "title")}});
        }
        return {{QStringLiteral("schema"), 1},
                {QStringLiteral("kind"), m_kind},
                {QStringLiteral("content_type"), contentTypeOf(container, m_kind)},
                {QStringLiteral("file_size"), m_input.source().size()},
                {QStringLiteral("container"),
                 QJsonObject{{QStringLiteral("format"), container},
                             {QStringLiteral("description"), text(context->iformat->long_name)}}},
                {QStringLiteral("duration_ms"), picture ? 0 : qRound64(double(m_input.durationUs()) / 1000)},
                {QStringLiteral("bit_rate"), picture ? 0 : qMax<qint64>(0, context->bit_rate)},
                {QStringLiteral("main_video"), m_input.videoStream()},
                {QStringLiteral("main_audio"), m_input.audioStream()},
                {QStringLiteral("chapters"), chapters},
                {QStringLiteral("tags"), tagsOf(context->metadata)}};
    }

    QJsonObject describe(AVStream *stream) const
    {
        const AVCodecParameters *par = stream->codecpar;
        const char *type = av_get_media_type_string(par->codec_type);
        QJsonObject out{{QStringLiteral("index"), stream->index},
                        {QStringLiteral("type"), text(type == nullptr ? "data" : type)},
                        {QStringLiteral("codec"), text(avcodec_get_name(par->codec_id))},
                        {QStringLiteral("profile"), text(avcodec_profile_name(par->codec_id, par->profile))},
                        {QStringLiteral("language"), tag(stream->metadata, "language")},
                        {QStringLiteral("title"), tag(stream->metadata, "title")},
                        {QStringLiteral("disposition"), dispositionOf(stream)},
                        {QStringLiteral("duration_ms"), milliseconds(stream->duration, stream->time_base)},
                        {QStringLiteral("bit_rate"), qMax<qint64>(0, par->bit_rate)}};
        if (par->codec_type == AVMEDIA_TYPE_VIDEO) {
            describeVideo(stream, out);
        } else if (par->codec_type == AVMEDIA_TYPE_AUDIO) {
            char layout[128] = {};
            av_channel_layout_describe(&par->ch_layout, layout, sizeof layout);
            out.insert(QStringLiteral("sample_rate"), par->sample_rate);
            out.insert(QStringLiteral("channels"), par->ch_layout.nb_channels);
            out.insert(QStringLiteral("channel_layout"), text(layout));
            out.insert(QStringLiteral("sample_format"), text(av_get_sample_fmt_name(AVSampleFormat(par->format))));
        }
        return out;
    }

    void describeVideo(AVStream *stream, QJsonObject &out) const
    {
        const AVCodecParameters *par = stream->codecpar;
        const bool main = stream->index == m_input.videoStream();
        const int32_t *matrix = displayMatrix(stream);
        if (matrix == nullptr && main) {
            matrix = displayMatrix(m_frame.get());
        }
        const Orientation orientation = orientationOf(matrix);
        const AVRational aspect = av_guess_sample_aspect_ratio(m_input.context(), stream, nullptr);
        const PictureSize shown = shownSize(par->width, par->height, aspect, orientation);
        const AVRational rate = av_guess_frame_rate(m_input.context(), stream, nullptr);
        const auto *format = av_pix_fmt_desc_get(AVPixelFormat(par->format));
        const bool still = m_kind == QStringLiteral("picture");
        const bool hdr = par->color_trc == AVCOL_TRC_SMPTE2084 || par->color_trc == AVCOL_TRC_ARIB_STD_B67;
        const bool interlaced = par->field_order > AV_FIELD_PROGRESSIVE;
        const int aspectNum = aspect.num > 0 ? aspect.num : 1;
        const int aspectDen = aspect.num > 0 && aspect.den > 0 ? aspect.den : 1;
        out.insert(QStringLiteral("coded_width"), par->width);
        out.insert(QStringLiteral("coded_height"), par->height);
        out.insert(QStringLiteral("width"), shown.width);
        out.insert(QStringLiteral("height"), shown.height);
        out.insert(QStringLiteral("rotation"), orientation.rotation);
        out.insert(QStringLiteral("mirrored"), orientation.mirrored);
        out.insert(QStringLiteral("sample_aspect"), QStringLiteral("%1:%2").arg(aspectNum).arg(aspectDen));
        out.insert(QStringLiteral("frame_rate"), QJsonObject{{QStringLiteral("num"), still ? 0 : rate.num},
                                                             {QStringLiteral("den"), still ? 1 : rate.den}});
        out.insert(QStringLiteral("variable_frame_rate"), main && !still && unevenTimes(m_times, stream->time_base));
        out.insert(QStringLiteral("pixel_format"), text(av_get_pix_fmt_name(AVPixelFormat(par->format))));
        out.insert(QStringLiteral("bit_depth"), format != nullptr ? format->comp[0].depth : 0);
        out.insert(QStringLiteral("color_space"), text(av_color_space_name(par->color_space)));
        out.insert(QStringLiteral("color_primaries"), text(av_color_primaries_name(par->color_primaries)));
        out.insert(QStringLiteral("color_transfer"), text(av_color_transfer_name(par->color_trc)));
        out.insert(QStringLiteral("color_range"), text(av_color_range_name(par->color_range)));
        out.insert(QStringLiteral("hdr"), hdr);
        if (hdr) {
            out.insert(QStringLiteral("hdr_format"), par->color_trc == AVCOL_TRC_SMPTE2084 ? QStringLiteral("pq")
                                                                                          : QStringLiteral("hlg"));
        }
        if (const QJsonObject light = brightnessOf(m_frame.get(), stream); main && !light.isEmpty()) {
            out.insert(QStringLiteral("brightness"), light);
        }
        out.insert(QStringLiteral("interlaced"), interlaced);
    }

    AvInput &m_input;
    QString m_kind;
    FramePtr m_frame = makeFrame();
    std::vector<qint64> m_times;
};

} // namespace

Result<QJsonObject> probeMedia(const SourceFile &source, qint64 budgetMs)
{
    RAWI_ASSIGN(const std::unique_ptr<AvInput> input, AvInput::open(source, budgetMs));
    return Probe(*input).run();
}

} // namespace rawi
