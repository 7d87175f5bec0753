#include "core/engine/look/probe.h"

#include "core/engine/av/frame_decoder.h"
#include "core/engine/av/geometry.h"
#include "core/engine/av/truncation.h"
#include "core/engine/look/verdict.h"
#include "core/subtitles/text_encoding.h"
#include "core/text/truncate.h"

extern "C" {
#include <libavutil/mastering_display_metadata.h>
}

#include <algorithm>

namespace rawi {

namespace {

constexpr int kRatePackets = 240; // enough to see an uneven clock where the container has no index
constexpr qsizetype kMaxTagChars = 2000;
constexpr int kMaxChapters = 1000;

QString text(const char *value)
{
    return value == nullptr ? QString() : truncated(decodeTag(value), kMaxTagChars);
}

// Its tags without those that name a place, or only those.
QJsonObject tagsOf(AVDictionary *dictionary, bool places)
{
    QJsonObject out;
    const AVDictionaryEntry *entry = nullptr;
    while ((entry = av_dict_get(dictionary, "", entry, AV_DICT_IGNORE_SUFFIX)) != nullptr && out.size() < 100) {
        if (namesPlace(text(entry->key), text(entry->value)) == places) {
            out.insert(text(entry->key), text(entry->value));
        }
    }
    return out;
}

QString tag(AVDictionary *dictionary, const char *name)
{
    const AVDictionaryEntry *entry = av_dict_get(dictionary, name, nullptr, 0);
    return entry == nullptr ? QString() : text(entry->value);
}

QStringList dispositionOf(const AVStream *stream)
{
    QStringList out;
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
        if (input.isPicture()) {
            return u"avif"_s;
        }
        const QString brand = tag(input.context()->metadata, "major_brand").trimmed();
        if (brand == u"qt"_s || brand.isEmpty()) {
            return u"mov"_s;
        }
        if (brand.startsWith(u"3g"_s)) {
            return u"3gp"_s;
        }
        return brand == u"M4A"_s || input.videoStream() < 0 ? u"m4a"_s : u"mp4"_s;
    }
    if (format.startsWith("matroska")) {
        return input.source().bytes(0, 64).contains("webm") ? u"webm"_s : u"mkv"_s;
    }
    return QString::fromLatin1(format.endsWith("_pipe") ? format.chopped(5) : format);
}

QString contentTypeOf(const QString &container, ProbeKind kind)
{
    static const QHash<QString, QString> kKnown{
        {u"mov"_s, u"video/quicktime"_s}, {u"mp4"_s, u"video/mp4"_s},        {u"m4a"_s, u"audio/mp4"_s},
        {u"3gp"_s, u"video/3gpp"_s},      {u"mkv"_s, u"video/x-matroska"_s}, {u"avi"_s, u"video/x-msvideo"_s},
        {u"mpegts"_s, u"video/mp2t"_s},   {u"mpegvideo"_s, u"video/mpeg"_s}, {u"flv"_s, u"video/x-flv"_s},
        {u"asf"_s, u"video/x-ms-asf"_s},  {u"mxf"_s, u"application/mxf"_s},  {u"mp3"_s, u"audio/mpeg"_s},
        {u"apng"_s, u"image/apng"_s},     {u"gif"_s, u"image/gif"_s},
    };
    if (kKnown.contains(container) && !(kind == ProbeKind::Audio && container == u"mp4"_s)) {
        return kKnown.value(container);
    }
    const QString group = kind == ProbeKind::Picture ? u"image"_s : enumText(kind);
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

// Nothing when neither is said.
std::optional<ProbeBrightness> brightnessOf(const AVFrame *frame, const AVStream *stream)
{
    ProbeBrightness out;
    const auto *screen = reinterpret_cast<const AVMasteringDisplayMetadata *>(
        sideData(frame, AV_FRAME_DATA_MASTERING_DISPLAY_METADATA, stream, AV_PKT_DATA_MASTERING_DISPLAY_METADATA));
    if (screen != nullptr && screen->has_luminance != 0) {
        out.screenMin = av_q2d(screen->min_luminance);
        out.screenMax = av_q2d(screen->max_luminance);
    }
    const auto *light = reinterpret_cast<const AVContentLightMetadata *>(
        sideData(frame, AV_FRAME_DATA_CONTENT_LIGHT_LEVEL, stream, AV_PKT_DATA_CONTENT_LIGHT_LEVEL));
    if (light != nullptr) {
        out.maxCll = int(light->MaxCLL);
        out.maxFall = int(light->MaxFALL);
    }
    return out.screenMin || out.maxCll ? std::optional(out) : std::nullopt;
}

// Where it stood is only said to be there, as has_location. Nothing when it wrote nothing.
std::optional<ProbeCamera> cameraOf(AVDictionary *dictionary)
{
    const auto said = [dictionary](const char *name) { return tag(dictionary, name).trimmed(); };
    const ProbeCamera camera{said("Make"),             said("Model"),        said("LensModel"),
                             said("DateTimeOriginal"), said("ExposureTime"), said("FNumber"),
                             said("ISOSpeedRatings"),  said("FocalLength"),  said("Orientation")};
    return camera == ProbeCamera() ? std::nullopt : std::optional(camera);
}

// Reads one file from its header to its first decoded frame. Belongs to one probeMedia call.
class Probe {
public:
    explicit Probe(AvInput &input) : m_input(input) {}

    Result<ProbeReport> run()
    {
        m_kind = m_input.isPicture() ? ProbeKind::Picture : m_input.videoStream() >= 0 ? ProbeKind::Video : ProbeKind::Audio;
        RAWI_TRY(decodeSome());
        ProbeReport report = frame();
        const AVFormatContext *context = m_input.context();
        for (unsigned i = 0; i < context->nb_streams; ++i) {
            report.streams.append(describe(context->streams[i]));
        }
        if (const ProbeStream *main = report.mainPicture()) {
            report.width = main->width;
            report.height = main->height;
        }
        report.exif = cameraOf(m_frame->metadata);
        report.hasLocation = !places().isEmpty();
        report.verdict = verdictOn(report, m_input.source());
        const auto isUnknown = [this](const ProbeStream &one) { return one.isSound() && !m_input.canDecode(one.index); };
        if (std::any_of(report.streams.cbegin(), report.streams.cend(), isUnknown)) {
            report.verdict->reasons.append(u"audio_unknown"_s);
        }
        const QList<int> further = m_input.furtherSounds();
        if (!further.isEmpty()) {
            report.verdict->reasons.append(u"more_sounds"_s);
        }
        const auto stays = [&](const ProbeStream &one) { return !further.contains(one.index) && staysBehind(one, report); };
        if (std::any_of(report.streams.cbegin(), report.streams.cend(), stays)) {
            report.verdict->reasons.append(u"tracks_left_out"_s);
        }
        if (wasNotFinished(m_input.source())) {
            report.verdict->reasons.append(u"not_finished"_s);
        }
        if (m_input.clockJumps()) {
            report.verdict->reasons.append(u"clock_jump"_s);
        }
        return report;
    }

    // What encodes do not take over by themselves.
    static bool staysBehind(const ProbeStream &stream, const ProbeReport &report)
    {
        static const QStringList kPictures{u"dvd_subtitle"_s, u"hdmv_pgs_subtitle"_s, u"dvb_subtitle"_s, u"xsub"_s};
        return (stream.isSound() && stream.index != report.mainAudio) || stream.type == u"attachment"_s || kPictures.contains(stream.codec);
    }

    // What the file says of where it was taken, as it says it.
    QJsonObject places() const
    {
        QJsonObject out = tagsOf(m_frame->metadata, true);
        const auto add = [&out](AVDictionary *dictionary) {
            const QJsonObject said = tagsOf(dictionary, true);
            for (auto it = said.begin(); it != said.end(); ++it) {
                out.insert(it.key(), it.value());
            }
        };
        const AVFormatContext *context = m_input.context();
        for (unsigned i = 0; i < context->nb_streams; ++i) {
            add(context->streams[i]->metadata);
        }
        add(context->metadata);
        return out;
    }

private:
    // Decodes the first frame of the main stream: a file that cannot even do that is refused here.
    Result<void> decodeSome()
    {
        const int main = m_input.videoStream() >= 0 ? m_input.videoStream() : m_input.audioStream();
        if (main < 0) {
            return Error{ErrorCode::NotMedia, m_input.source().name(),
                         u"it has neither sound nor a moving picture"_s};
        }
        AVStream *stream = m_input.context()->streams[main];
        m_times = m_input.videoStream() >= 0 ? indexTimes(stream) : std::vector<qint64>{};
        m_input.selectOnly(main);
        RAWI_ASSIGN(const std::unique_ptr<FrameDecoder> decoder, FrameDecoder::open(m_input, main, 1));
        RAWI_ASSIGN(const bool any, decoder->next(m_frame.get()));
        if (!any) {
            return Error{ErrorCode::MediaTruncated, m_input.source().name(), u"it has no frame"_s};
        }
        if (m_kind == ProbeKind::Video && m_times.size() < 3) {
            RAWI_TRY(collectTimes(main));
        }
        return {};
    }

    bool joinsBefore(const AVPacket *packet, int main) const
    {
        const AVRational base = m_input.context()->streams[main]->time_base;
        const auto us = [base](qint64 time) { return time == AV_NOPTS_VALUE ? 0 : av_rescale_q(time, base, AV_TIME_BASE_Q); };
        return m_input.joinsBetween(us(m_times.back()), us(packet->pts));
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
            if (packet->stream_index == main && !m_times.empty() && joinsBefore(packet.get(), main)) {
                av_packet_unref(packet.get());
                return {}; // another recording: the hole before it is no uneven time
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

    // All but what the streams and the first frame say.
    ProbeReport frame() const
    {
        const AVFormatContext *context = m_input.context();
        const bool picture = m_kind == ProbeKind::Picture;
        ProbeReport report;
        report.kind = m_kind;
        report.container = {containerName(m_input), text(context->iformat->long_name)};
        report.contentType = contentTypeOf(report.container.format, m_kind);
        report.fileSize = m_input.source().size();
        report.durationMs = picture ? 0 : qRound64(double(m_input.durationUs()) / 1000);
        report.bitRate = picture ? 0 : qMax<qint64>(0, context->bit_rate);
        report.mainVideo = m_input.videoStream();
        report.mainAudio = m_input.audioStream();
        for (unsigned i = 0; i < context->nb_chapters && i < kMaxChapters; ++i) {
            const AVChapter *chapter = context->chapters[i];
            report.chapters.append({milliseconds(chapter->start, chapter->time_base),
                                    milliseconds(chapter->end, chapter->time_base), tag(chapter->metadata, "title")});
        }
        report.tags = tagsOf(context->metadata, false);
        return report;
    }

    ProbeStream describe(AVStream *stream) const
    {
        const AVCodecParameters *par = stream->codecpar;
        const char *type = av_get_media_type_string(par->codec_type);
        ProbeStream out;
        out.index = stream->index;
        out.type = text(type == nullptr ? "data" : type);
        out.codec = text(avcodec_get_name(par->codec_id));
        out.profile = text(avcodec_profile_name(par->codec_id, par->profile));
        out.language = tag(stream->metadata, "language");
        out.title = tag(stream->metadata, "title");
        out.disposition = dispositionOf(stream);
        out.durationMs = m_input.joins() > 0 ? m_input.durationUs() / 1000 : milliseconds(stream->duration, stream->time_base);
        out.bitRate = qMax<qint64>(0, par->bit_rate);
        if (par->codec_type == AVMEDIA_TYPE_VIDEO) {
            describeVideo(stream, out);
        } else if (par->codec_type == AVMEDIA_TYPE_AUDIO) {
            char layout[128] = {};
            av_channel_layout_describe(&par->ch_layout, layout, sizeof layout);
            out.sampleRate = par->sample_rate;
            out.channels = par->ch_layout.nb_channels;
            out.channelLayout = text(layout);
            out.sampleFormat = text(av_get_sample_fmt_name(AVSampleFormat(par->format)));
        }
        return out;
    }

    void describeVideo(AVStream *stream, ProbeStream &out) const
    {
        const AVCodecParameters *par = stream->codecpar;
        const bool main = stream->index == m_input.videoStream();
        const Orientation orientation = m_input.orientation(stream->index, main ? m_frame.get() : nullptr);
        const AVRational aspect = av_guess_sample_aspect_ratio(m_input.context(), stream, nullptr);
        const PictureSize shown = shownSize(par->width, par->height, aspect, orientation);
        const AVRational rate = av_guess_frame_rate(m_input.context(), stream, nullptr);
        const auto *format = av_pix_fmt_desc_get(AVPixelFormat(par->format));
        const bool still = m_kind == ProbeKind::Picture;
        const int aspectNum = aspect.num > 0 ? aspect.num : 1;
        const int aspectDen = aspect.num > 0 && aspect.den > 0 ? aspect.den : 1;
        out.codedWidth = par->width;
        out.codedHeight = par->height;
        out.width = shown.width;
        out.height = shown.height;
        out.rotation = orientation.rotation;
        out.mirrored = orientation.mirrored;
        out.sampleAspect = u"%1:%2"_s.arg(aspectNum).arg(aspectDen);
        out.frameRate = still ? ProbeFrameRate() : ProbeFrameRate{rate.num, rate.den};
        out.variableFrameRate = main && !still && unevenTimes(m_times, stream->time_base);
        out.pixelFormat = text(av_get_pix_fmt_name(AVPixelFormat(par->format)));
        out.bitDepth = format != nullptr ? format->comp[0].depth : 0;
        out.colorSpace = text(av_color_space_name(par->color_space));
        out.colorPrimaries = text(av_color_primaries_name(par->color_primaries));
        out.colorTransfer = text(av_color_transfer_name(par->color_trc));
        out.colorRange = text(av_color_range_name(par->color_range));
        out.hdr = par->color_trc == AVCOL_TRC_SMPTE2084 || par->color_trc == AVCOL_TRC_ARIB_STD_B67;
        if (out.hdr) {
            out.hdrFormat = par->color_trc == AVCOL_TRC_SMPTE2084 ? u"pq"_s : u"hlg"_s;
        }
        if (main) {
            out.brightness = brightnessOf(m_frame.get(), stream);
        }
        out.interlaced = par->field_order > AV_FIELD_PROGRESSIVE || (main && !still && isInterlaced(m_frame.get()));
    }

    AvInput &m_input;
    ProbeKind m_kind = ProbeKind::Video;
    FramePtr m_frame = makeFrame();
    std::vector<qint64> m_times;
};

} // namespace

Result<ProbeReport> probeMedia(const SourceFile &source, qint64 budgetMs)
{
    RAWI_ASSIGN(const std::unique_ptr<AvInput> input, AvInput::open(source, budgetMs));
    return Probe(*input).run();
}

Result<QJsonObject> placeIn(const SourceFile &source, qint64 budgetMs)
{
    RAWI_ASSIGN(const std::unique_ptr<AvInput> input, AvInput::open(source, budgetMs));
    Probe probe(*input);
    RAWI_TRY(probe.run());
    return probe.places();
}

} // namespace rawi
