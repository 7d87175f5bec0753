#include "core/engine/look/verdict.h"

#include "core/engine/av/source_file.h"

#include <QJsonArray>
#include <QtEndian>

namespace rawi {

namespace {

// In an MP4, whether the media data comes before the index.
bool indexAtEnd(const SourceFile &source)
{
    qint64 at = 0;
    while (at + 8 <= source.size()) {
        const QByteArray header = source.bytes(at, 16);
        qint64 length = qFromBigEndian<quint32>(header.constData());
        if (length == 1 && header.size() == 16) {
            length = qint64(qMin(qFromBigEndian<quint64>(header.constData() + 8), quint64(1) << 60));
        }
        const QByteArray type = header.mid(4, 4);
        if (type == "moov" || length < 8) {
            return false;
        }
        if (type == "mdat") {
            return true;
        }
        at += length;
    }
    return false;
}

void judgeVideo(const QJsonObject &stream, QJsonArray &blocking, QJsonArray &notes)
{
    const auto is = [&](const char *key) { return stream.value(QLatin1StringView(key)).toBool(); };
    const auto text = [&](const char *key) { return stream.value(QLatin1StringView(key)).toString(); };
    if (text("codec") != u"h264"_s) {
        blocking.append(u"video_codec"_s);
    }
    if (text("pixel_format") != u"yuv420p"_s && text("pixel_format") != u"yuvj420p"_s) {
        blocking.append(u"pixel_format"_s);
    }
    if (is("hdr")) {
        blocking.append(u"hdr"_s);
    }
    if (is("interlaced")) {
        blocking.append(u"interlaced"_s);
    }
    if (text("sample_aspect") != u"1:1"_s) {
        blocking.append(u"sample_aspect"_s);
    }
    const int coded = qMax(stream.value(u"coded_width"_s).toInt(), stream.value(u"coded_height"_s).toInt());
    if (coded > 1920) {
        blocking.append(u"large_picture"_s);
    }
    if (is("variable_frame_rate")) {
        notes.append(u"variable_frame_rate"_s);
    }
}

void judgeAudio(const QJsonObject &stream, const QString &container, QJsonArray &blocking)
{
    const QString codec = stream.value(u"codec"_s).toString();
    const bool plain =
        codec == u"aac"_s || codec == u"mp3"_s || (container == u"wav"_s && codec == u"pcm_s16le"_s);
    if (!plain) {
        blocking.append(u"audio_codec"_s);
    }
    if (stream.value(u"channels"_s).toInt() > 2) {
        blocking.append(u"audio_channels"_s);
    }
}

} // namespace

QJsonObject verdictOn(const QJsonObject &report, const SourceFile &source)
{
    QJsonArray blocking;
    QJsonArray notes;
    const QString kind = report.value(u"kind"_s).toString();
    const QString container = report.value(u"container"_s).toObject().value(u"format"_s).toString();
    const QJsonArray streams = report.value(u"streams"_s).toArray();
    const int video = report.value(u"main_video"_s).toInt(-1);
    const int audio = report.value(u"main_audio"_s).toInt(-1);
    if (kind == u"picture"_s) {
        static const QStringList kWeb{u"jpeg"_s, u"png"_s, u"gif"_s, u"webp"_s};
        if (!kWeb.contains(container)) {
            blocking.append(u"picture_format"_s);
        }
    } else {
        static const QStringList kSound{u"mp3"_s, u"m4a"_s, u"aac"_s, u"wav"_s};
        const bool mp4 = container == u"mp4"_s;
        if (!mp4 && !(kind == u"audio"_s && kSound.contains(container))) {
            blocking.append(u"container"_s);
        }
        if (video >= 0) {
            judgeVideo(streams.at(video).toObject(), blocking, notes);
        }
        if (audio >= 0) {
            judgeAudio(streams.at(audio).toObject(), container, blocking);
        }
        if ((mp4 || container == u"m4a"_s) && indexAtEnd(source)) {
            notes.append(u"index_at_end"_s);
        }
    }
    const bool everywhere = blocking.isEmpty();
    for (const QJsonValue &note : notes) {
        blocking.append(note);
    }
    return {{u"plays_everywhere"_s, everywhere}, {u"reasons"_s, blocking}};
}

} // namespace rawi
