#include "core/engine/look/verdict.h"

#include "core/engine/av/source_file.h"

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

void judgeVideo(const ProbeStream &stream, QStringList &blocking, QStringList &notes)
{
    if (stream.codec != u"h264"_s) {
        blocking.append(u"video_codec"_s);
    }
    if (stream.pixelFormat != u"yuv420p"_s && stream.pixelFormat != u"yuvj420p"_s) {
        blocking.append(u"pixel_format"_s);
    }
    if (stream.hdr) {
        blocking.append(u"hdr"_s);
    }
    if (stream.interlaced) {
        blocking.append(u"interlaced"_s);
    }
    if (stream.sampleAspect != u"1:1"_s) {
        blocking.append(u"sample_aspect"_s);
    }
    if (qMax(stream.codedWidth, stream.codedHeight) > 1920) {
        blocking.append(u"large_picture"_s);
    }
    if (stream.variableFrameRate) {
        notes.append(u"variable_frame_rate"_s);
    }
}

void judgeAudio(const ProbeStream &stream, const QString &container, QStringList &blocking)
{
    const bool plain = stream.codec == u"aac"_s || stream.codec == u"mp3"_s
        || (container == u"wav"_s && stream.codec == u"pcm_s16le"_s);
    if (!plain) {
        blocking.append(u"audio_codec"_s);
    }
    if (stream.channels > 2) {
        blocking.append(u"audio_channels"_s);
    }
}

} // namespace

ProbeVerdict verdictOn(const ProbeReport &report, const SourceFile &source)
{
    QStringList blocking;
    QStringList notes;
    const QString &container = report.container.format;
    if (report.kind == ProbeKind::Picture) {
        static const QStringList kWeb{u"jpeg"_s, u"png"_s, u"gif"_s, u"webp"_s};
        if (!kWeb.contains(container)) {
            blocking.append(u"picture_format"_s);
        }
    } else {
        static const QStringList kSound{u"mp3"_s, u"m4a"_s, u"aac"_s, u"wav"_s};
        const bool mp4 = container == u"mp4"_s;
        if (!mp4 && !(report.kind == ProbeKind::Audio && kSound.contains(container))) {
            blocking.append(u"container"_s);
        }
        if (report.mainVideo >= 0) {
            judgeVideo(report.streams.at(report.mainVideo), blocking, notes);
        }
        if (report.mainAudio >= 0) {
            judgeAudio(report.streams.at(report.mainAudio), container, blocking);
        }
        if ((mp4 || container == u"m4a"_s) && indexAtEnd(source)) {
            notes.append(u"index_at_end"_s);
        }
    }
    return {blocking.isEmpty(), blocking + notes};
}

} // namespace rawi
