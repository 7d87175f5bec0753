#include "core/engine/encode/hls_writer.h"

#include "core/base/file_sha256.h"
#include "core/engine/av/frame_times.h"
#include "core/engine/av/geometry.h"
#include "core/engine/av/mux_file.h"
#include "core/engine/av/output_file.h"
#include "core/engine/av/part_reader.h"
#include "core/subtitles/subtitle_format.h"
#include "core/text/truncate.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFileInfo>
#include <QLocale>

#include <cmath>

namespace rawi {

namespace {

struct Segment {
    double seconds = 0;
    qint64 from = 0; // bytes
    qint64 to = 0;
};

QByteArray seconds(double value)
{
    return QByteArray::number(value, 'f', 6);
}

// Writes one track's file and playlist. Belongs to one call of writeHls….
class TrackWriter {
public:
    TrackWriter(const QString &folder, const QString &name) : m_folder(folder), m_name(name) {}

    Result<void> start(const AVStream *stream)
    {
        m_timeBase = stream->time_base;
        RAWI_ASSIGN(m_file, MuxFile::create(path(".mp4"), MuxFile::Kind::Hls));
        RAWI_TRY(m_file->addStream(stream->codecpar, stream->time_base));
        RAWI_TRY(m_file->start());
        RAWI_ASSIGN(m_header, m_file->endFragment());
        m_at = m_header;
        return {};
    }
    Result<void> write(AVPacket *packet) { return m_file->write(packet, 0); }

    // Ends a segment that lasted this long.
    Result<void> cut(double length)
    {
        RAWI_ASSIGN(const qint64 end, m_file->endFragment());
        m_segments.append({length, m_at, end});
        m_at = end;
        return {};
    }

    Result<HlsTrack> finish(const QString &contentType)
    {
        RAWI_TRY(m_file->finish());
        HlsTrack track;
        double whole = 0;
        for (const Segment &segment : m_segments) {
            const double length = qMax(segment.seconds, 0.001);
            track.peakRate = qMax(track.peakRate, qint64(std::ceil(double(segment.to - segment.from) * 8 / length)));
            whole += length;
        }
        track.averageRate = qint64(std::ceil(double(m_at - m_header) * 8 / qMax(whole, 0.001)));
        track.durationUs = qint64(whole * 1e6);
        RAWI_TRY(writeFileSafely(path(".m3u8"), playlist()));
        RAWI_ASSIGN(MadeFile list, describeFile(path(".m3u8"), u"application/vnd.apple.mpegurl"_s));
        RAWI_ASSIGN(MadeFile media, describeFile(path(".mp4"), contentType));
        track.files = {list, media};
        return track;
    }

private:
    QString path(const char *suffix) const
    {
        return QDir(m_folder).absoluteFilePath(m_name + QLatin1StringView(suffix));
    }

    QByteArray playlist() const
    {
        double longest = 1;
        for (const Segment &segment : m_segments) {
            longest = qMax(longest, segment.seconds);
        }
        const QByteArray media = m_name.toUtf8() + ".mp4";
        // RFC 8216 §4.3.3.1: no segment, rounded to whole seconds, is longer than this.
        QByteArray text = "#EXTM3U\n#EXT-X-VERSION:7\n#EXT-X-TARGETDURATION:" + QByteArray::number(qRound(longest))
            + "\n#EXT-X-MEDIA-SEQUENCE:0\n#EXT-X-PLAYLIST-TYPE:VOD\n#EXT-X-INDEPENDENT-SEGMENTS\n#EXT-X-MAP:URI=\"" + media
            + "\",BYTERANGE=\"" + QByteArray::number(m_header) + "@0\"\n";
        for (const Segment &segment : m_segments) {
            text += "#EXTINF:" + seconds(segment.seconds) + ",\n#EXT-X-BYTERANGE:"
                + QByteArray::number(segment.to - segment.from) + "@" + QByteArray::number(segment.from) + "\n" + media + "\n";
        }
        return text + "#EXT-X-ENDLIST\n";
    }

    QString m_folder;
    QString m_name;
    std::unique_ptr<MuxFile> m_file;
    AVRational m_timeBase{1, 1000};
    qint64 m_header = 0; // bytes
    qint64 m_at = 0;     // bytes
    QList<Segment> m_segments;
};

// RFC 6381 and the codecs' own bindings.
QString codecsOf(const AVCodecParameters *parameters)
{
    if (parameters->codec_id == AV_CODEC_ID_H264 && parameters->extradata_size >= 4) {
        const uint8_t *avc = parameters->extradata; // avcC: version, profile, compatibility, level
        return u"avc1.%1%2%3"_s.arg(avc[1], 2, 16, QLatin1Char('0'))
            .arg(avc[2], 2, 16, QLatin1Char('0'))
            .arg(avc[3], 2, 16, QLatin1Char('0'));
    }
    return parameters->codec_id == AV_CODEC_ID_AAC ? u"mp4a.40.2"_s : QString();
}

// What players show: the language in itself.
QByteArray nameOf(const QString &language, const char *otherwise)
{
    const QString name = language.isEmpty() ? QString() : QLocale(language).nativeLanguageName();
    return name.isEmpty() ? QByteArray(otherwise) : name.toUtf8().replace('"', '\'');
}

QByteArray languageAttribute(const QString &language)
{
    return language.isEmpty() ? QByteArray() : ",LANGUAGE=\"" + language.toUtf8() + "\"";
}

// Each has a name of its own (RFC 8216 §4.3.4.1.1).
QByteArray soundLine(const HlsMaster::Sound &sound, bool first, int number, bool namesake)
{
    const char *role = sound.role == AudioRole::Description ? " (audio description)" : sound.role == AudioRole::Dub ? " (dub)" : "";
    QByteArray line = "#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID=\"sound\",NAME=\"" + nameOf(sound.language, "Sound") + role
        + (first || !namesake ? QByteArray() : " " + QByteArray::number(number)) + "\""
        + languageAttribute(sound.language) + ",DEFAULT=" + (first ? "YES" : "NO") + ",AUTOSELECT=YES";
    if (sound.role == AudioRole::Description) {
        line += ",CHARACTERISTICS=\"public.accessibility.describes-video\"";
    }
    return line + ",CHANNELS=\"" + QByteArray::number(sound.track.channels) + "\",URI=\"" + sound.track.files.first().name.toUtf8() + "\"\n";
}

} // namespace

Result<MadeFile> describeFile(const QString &path, const QString &contentType)
{
    RAWI_ASSIGN(const QString hash, fileSha256(path));
    const QFileInfo info(path);
    return MadeFile{info.fileName(), path, contentType, info.size(), hash};
}

Result<HlsTrack> writeHlsPicture(const JoinOrder &order, const QString &folder, const QString &name)
{
    RAWI_ASSIGN(const std::vector<qint64> presentation, presentationTimes(order.segments));
    if (qint64(presentation.size()) != order.frames) {
        return Error{ErrorCode::Internal, name,
                     u"%1 of %2 frames are in the parts"_s.arg(presentation.size()).arg(order.frames)};
    }
    const std::vector<qint64> decode = decodeTimes(presentation);
    PartReader reader(order.segments);
    RAWI_TRY(reader.open());
    TrackWriter writer(folder, name);
    RAWI_TRY(writer.start(reader.stream()));
    const double tick = av_q2d(reader.stream()->time_base);
    const QString codecs = codecsOf(reader.stream()->codecpar);
    const PictureSize size{reader.stream()->codecpar->width, reader.stream()->codecpar->height};
    const PacketPtr packet = makePacket();
    qsizetype part = 0;
    qint64 begin = presentation.empty() ? 0 : presentation.front(); // a segment starts with its first picture
    qint64 end = begin;
    size_t index = 0;
    for (;;) {
        RAWI_ASSIGN(const bool more, reader.read(packet.get()));
        if (!more) {
            break;
        }
        if (reader.part() != part) {
            part = reader.part();
            RAWI_TRY(writer.cut(double(packet->pts - begin) * tick));
            begin = packet->pts;
        }
        end = qMax(end, packet->pts + order.lastDuration);
        packet->dts = decode[index++];
        // A fragment says how long its frames last: until the next one is decoded.
        packet->duration = index < decode.size() ? decode[index] - packet->dts : order.lastDuration;
        RAWI_TRY(writer.write(packet.get()));
    }
    RAWI_TRY(writer.cut(double(end - begin) * tick));
    RAWI_ASSIGN(HlsTrack track, writer.finish(u"video/mp4"_s));
    track.codecs = codecs;
    track.frames = qint64(index);
    track.width = size.width;
    track.height = size.height;
    track.frameRate = track.durationUs > 0 ? double(index) * 1e6 / double(track.durationUs) : 0;
    return track;
}

Result<HlsTrack> writeHlsSound(const QString &path, const QString &folder, const QString &name)
{
    constexpr double kSegmentSeconds = 8;
    PartReader reader({path});
    RAWI_TRY(reader.open());
    TrackWriter writer(folder, name);
    RAWI_TRY(writer.start(reader.stream()));
    const double tick = av_q2d(reader.stream()->time_base);
    const QString codecs = codecsOf(reader.stream()->codecpar);
    const PacketPtr packet = makePacket();
    qint64 begin = AV_NOPTS_VALUE;
    qint64 end = 0;
    for (;;) {
        RAWI_ASSIGN(const bool more, reader.read(packet.get()));
        if (!more) {
            break;
        }
        begin = begin == AV_NOPTS_VALUE ? packet->pts : begin;
        if (double(packet->pts - begin) * tick >= kSegmentSeconds) {
            RAWI_TRY(writer.cut(double(packet->pts - begin) * tick));
            begin = packet->pts;
        }
        end = packet->pts + packet->duration;
        RAWI_TRY(writer.write(packet.get()));
    }
    RAWI_TRY(writer.cut(double(end - begin) * tick));
    const int channels = reader.stream()->codecpar->ch_layout.nb_channels;
    RAWI_ASSIGN(HlsTrack track, writer.finish(u"audio/mp4"_s));
    track.codecs = codecs;
    track.channels = channels;
    return track;
}

Result<HlsTrack> writeHlsText(const TextTrack &text, qint64 filmMs, const QString &folder, const QString &name)
{
    const QDir dir(folder);
    QByteArray vtt = toWebVtt(text.cues);
    // RFC 8216 §3.5: where the texts' 0 lies on the clock of picture and sound.
    vtt.insert(vtt.indexOf('\n') + 1, "X-TIMESTAMP-MAP=MPEGTS:" + QByteArray::number(kHlsShiftSeconds * 90'000)
                                          + ",LOCAL:00:00:00.000\n");
    const QString vttName = name + u".vtt"_s;
    RAWI_TRY(writeFileSafely(dir.absoluteFilePath(vttName), vtt));
    const double length = qMax(1.0, double(filmMs) / 1000);
    const QByteArray list = "#EXTM3U\n#EXT-X-VERSION:7\n#EXT-X-TARGETDURATION:" + QByteArray::number(qRound(length))
        + "\n#EXT-X-MEDIA-SEQUENCE:0\n#EXT-X-PLAYLIST-TYPE:VOD\n#EXTINF:" + seconds(length) + ",\n" + vttName.toUtf8()
        + "\n#EXT-X-ENDLIST\n";
    const QString listPath = dir.absoluteFilePath(name + u".m3u8"_s);
    RAWI_TRY(writeFileSafely(listPath, list));
    HlsTrack track;
    RAWI_ASSIGN(MadeFile listFile, describeFile(listPath, u"application/vnd.apple.mpegurl"_s));
    RAWI_ASSIGN(MadeFile vttFile, describeFile(dir.absoluteFilePath(vttName), u"text/vtt"_s));
    track.files = {listFile, vttFile};
    return track;
}

QString hlsMasterName(const QStringList &renditions)
{
    constexpr qsizetype kMostName = 50; // with the end: a playlist's name has at most 64 letters
    QStringList sorted = renditions; // the same set in whatever order has one playlist
    sorted.sort();
    QString names = sorted.join(QLatin1Char('_'));
    if (names.size() > kMostName) {
        const QByteArray hash = QCryptographicHash::hash(names.toUtf8(), QCryptographicHash::Sha256).toHex().first(12);
        names = truncated(sorted.first(), kMostName - 13) + QLatin1Char('_') + QString::fromLatin1(hash);
    }
    return names + u"-master.m3u8"_s;
}

Result<MadeFile> writeHlsMaster(const HlsMaster &master, const QString &folder, const QString &name)
{
    QByteArray text = "#EXTM3U\n#EXT-X-VERSION:7\n#EXT-X-INDEPENDENT-SEGMENTS\n";
    qint64 soundPeak = 0;
    qint64 soundAverage = 0;
    for (qsizetype i = 0; i < master.sounds.size(); ++i) {
        const bool namesake = std::any_of(master.sounds.begin(), master.sounds.begin() + i, [&](const HlsMaster::Sound &one) {
            return one.language == master.sounds[i].language && one.role == master.sounds[i].role;
        });
        text += soundLine(master.sounds[i], i == 0, int(i) + 1, namesake || master.sounds[i].language.isEmpty());
        soundPeak = qMax(soundPeak, master.sounds[i].track.peakRate);
        soundAverage = qMax(soundAverage, master.sounds[i].track.averageRate);
    }
    for (const HlsMaster::Text &one : master.texts) {
        text += "#EXT-X-MEDIA:TYPE=SUBTITLES,GROUP-ID=\"texts\",NAME=\"" + nameOf(one.language, "Subtitles") + "\""
            + languageAttribute(one.language) + ",DEFAULT=NO,AUTOSELECT=YES,URI=\"" + one.track.files.first().name.toUtf8() + "\"\n";
    }
    for (const HlsMaster::Variant &variant : master.variants) {
        const HlsTrack &picture = variant.picture;
        const bool alone = picture.files.isEmpty();
        QStringList codecs;
        if (!picture.codecs.isEmpty()) {
            codecs.append(picture.codecs);
        }
        if (!master.sounds.isEmpty()) {
            codecs.append(master.sounds.first().track.codecs);
        }
        text += "#EXT-X-STREAM-INF:BANDWIDTH=" + QByteArray::number(picture.peakRate + soundPeak) + ",AVERAGE-BANDWIDTH="
            + QByteArray::number(picture.averageRate + soundAverage) + ",CODECS=\"" + codecs.join(QLatin1Char(',')).toUtf8() + "\"";
        if (!alone) {
            text += ",RESOLUTION=" + QByteArray::number(picture.width) + "x" + QByteArray::number(picture.height)
                + ",FRAME-RATE=" + QByteArray::number(picture.frameRate, 'f', 3);
        }
        text += master.sounds.isEmpty() ? "" : ",AUDIO=\"sound\"";
        text += master.texts.isEmpty() ? "" : ",SUBTITLES=\"texts\"";
        text += "\n" + (alone ? master.sounds.first().track : picture).files.first().name.toUtf8() + "\n";
    }
    const QString path = QDir(folder).absoluteFilePath(name);
    RAWI_TRY(writeFileSafely(path, text));
    return describeFile(path, u"application/vnd.apple.mpegurl"_s);
}

} // namespace rawi
