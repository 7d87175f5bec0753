#include "core/engine/verdict.h"

#include "core/engine/source_file.h"

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
    if (text("codec") != QStringLiteral("h264")) {
        blocking.append(QStringLiteral("video_codec"));
    }
    if (text("pixel_format") != QStringLiteral("yuv420p") && text("pixel_format") != QStringLiteral("yuvj420p")) {
        blocking.append(QStringLiteral("pixel_format"));
    }
    if (is("hdr")) {
        blocking.append(QStringLiteral("hdr"));
    }
    if (is("interlaced")) {
        blocking.append(QStringLiteral("interlaced"));
    }
    if (text("sample_aspect") != QStringLiteral("1:1")) {
        blocking.append(QStringLiteral("sample_aspect"));
    }
    const int coded = qMax(stream.value(QStringLiteral("coded_width")).toInt(),
                           stream.value(QStringLiteral("coded_height")).toInt());
    if (coded > 1920) {
        blocking.append(QStringLiteral("large_picture"));
    }
    if (is("variable_frame_rate")) {
        notes.append(QStringLiteral("variable_frame_rate"));
    }
}

void judgeAudio(const QJsonObject &stream, const QString &container, QJsonArray &blocking)
{
    const QString codec = stream.value(QStringLiteral("codec")).toString();
    const bool plain = codec == QStringLiteral("aac") || codec == QStringLiteral("mp3")
        || (container == QStringLiteral("wav") && codec == QStringLiteral("pcm_s16le"));
    if (!plain) {
        blocking.append(QStringLiteral("audio_codec"));
    }
    if (stream.value(QStringLiteral("channels")).toInt() > 2) {
        blocking.append(QStringLiteral("audio_channels"));
    }
}

} // namespace

QJsonObject verdictOn(const QJsonObject &report, const SourceFile &source)
{
    QJsonArray blocking;
    QJsonArray notes;
    const QString kind = report.value(QStringLiteral("kind")).toString();
    const QString container
        = report.value(QStringLiteral("container")).toObject().value(QStringLiteral("format")).toString();
    const QJsonArray streams = report.value(QStringLiteral("streams")).toArray();
    const int video = report.value(QStringLiteral("main_video")).toInt(-1);
    const int audio = report.value(QStringLiteral("main_audio")).toInt(-1);
    if (kind == QStringLiteral("picture")) {
        static const QStringList kWeb{QStringLiteral("jpeg"), QStringLiteral("png"), QStringLiteral("gif"),
                                      QStringLiteral("webp")};
        if (!kWeb.contains(container)) {
            blocking.append(QStringLiteral("picture_format"));
        }
    } else {
        static const QStringList kSound{QStringLiteral("mp3"), QStringLiteral("m4a"), QStringLiteral("aac"),
                                        QStringLiteral("wav")};
        const bool mp4 = container == QStringLiteral("mp4");
        if (!mp4 && !(kind == QStringLiteral("audio") && kSound.contains(container))) {
            blocking.append(QStringLiteral("container"));
        }
        if (video >= 0) {
            judgeVideo(streams.at(video).toObject(), blocking, notes);
        }
        if (audio >= 0) {
            judgeAudio(streams.at(audio).toObject(), container, blocking);
        }
        if ((mp4 || container == QStringLiteral("m4a")) && indexAtEnd(source)) {
            notes.append(QStringLiteral("index_at_end"));
        }
    }
    const bool everywhere = blocking.isEmpty();
    for (const QJsonValue &note : notes) {
        blocking.append(note);
    }
    return {{QStringLiteral("plays_everywhere"), everywhere}, {QStringLiteral("reasons"), blocking}};
}

} // namespace rawi
