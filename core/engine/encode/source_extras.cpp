#include "core/engine/encode/source_extras.h"

#include "core/engine/av/av_input.h"
#include "core/subtitles/subtitle_format.h"
#include "core/subtitles/text_encoding.h"

#include <QLocale>
#include <QMap>
#include <QtEndian>

namespace rawi {

namespace {

constexpr unsigned kMostChapters = 1000;
constexpr qsizetype kMostCues = 20'000;
constexpr qsizetype kMostFurtherSounds = 7; // eight in all, as a plan has

QString said(AVDictionary *dictionary, const char *key)
{
    const AVDictionaryEntry *entry = av_dict_get(dictionary, key, nullptr, 0);
    return entry == nullptr ? QString() : decodeTag(entry->value);
}

// From ISO 639-2 as containers have it; empty for none that is known.
QString languageOf(const AVStream *stream)
{
    const QString code = said(stream->metadata, "language");
    const QLocale::Language known = QLocale::codeToLanguage(code.section(QLatin1Char('-'), 0, 0));
    return known == QLocale::AnyLanguage || known == QLocale::C ? QString() : QLocale::languageToCode(known);
}

bool isText(const AVStream *stream)
{
    switch (stream->codecpar->codec_id) {
    case AV_CODEC_ID_SUBRIP:
    case AV_CODEC_ID_TEXT:
    case AV_CODEC_ID_ASS:
    case AV_CODEC_ID_WEBVTT:
    case AV_CODEC_ID_MOV_TEXT:
        return stream->codecpar->codec_type == AVMEDIA_TYPE_SUBTITLE;
    default:
        return false;
    }
}

QString textOf(const AVPacket *packet, AVCodecID codec)
{
    QByteArray bytes(reinterpret_cast<const char *>(packet->data), packet->size);
    if (codec == AV_CODEC_ID_MOV_TEXT) { // its length, then the text, then boxes of styles
        bytes = bytes.size() < 2 ? QByteArray() : bytes.mid(2, qFromBigEndian<quint16>(bytes.constData()));
    }
    QString text = QString::fromUtf8(bytes);
    if (codec == AV_CODEC_ID_ASS) { // ReadOrder, Layer, Style, Name, MarginL, MarginR, MarginV, Effect, Text
        text = text.section(QLatin1Char(','), 8);
        text.replace(u"\\N"_s, u"\n"_s).replace(u"\\n"_s, u"\n"_s).replace(u"\\h"_s, u" "_s);
    }
    return text.replace(u"\r\n"_s, u"\n"_s).trimmed();
}

// By the same reader as subtitle files: override tags go, what else a text may hold is kept.
QList<Cue> readAgain(const QList<Cue> &cues)
{
    QByteArray file;
    const auto clock = [](qint64 ms) {
        return u"%1:%2:%3,%4"_s.arg(ms / 3'600'000, 2, 10, QLatin1Char('0'))
            .arg(ms / 60'000 % 60, 2, 10, QLatin1Char('0'))
            .arg(ms / 1000 % 60, 2, 10, QLatin1Char('0'))
            .arg(ms % 1000, 3, 10, QLatin1Char('0'));
    };
    for (qsizetype i = 0; i < cues.size(); ++i) {
        QString text = cues[i].text;
        while (text.contains(u"\n\n"_s)) {
            text.replace(u"\n\n"_s, u"\n"_s);
        }
        file += u"%1\n%2 --> %3\n%4\n\n"_s.arg(QString::number(i + 1), clock(cues[i].startMs), clock(cues[i].endMs), text).toUtf8();
    }
    const Result<SubtitleFile> read = parseSubtitles(file);
    return read.ok() ? read->cues : QList<Cue>();
}

Result<QMap<int, QList<Cue>>> cuesOf(const SourceFile &film)
{
    RAWI_ASSIGN(const std::unique_ptr<AvInput> input, AvInput::open(film));
    const AVFormatContext *context = input->context();
    for (unsigned i = 0; i < context->nb_streams; ++i) {
        context->streams[i]->discard = isText(context->streams[i]) ? AVDISCARD_DEFAULT : AVDISCARD_ALL;
    }
    QMap<int, QList<Cue>> cues;
    const PacketPtr packet = makePacket();
    for (;;) {
        const Result<bool> more = input->read(packet.get());
        if (!more.ok() || !*more) {
            return cues; // what breaks off is told to those who decode it
        }
        const AVStream *stream = context->streams[packet->stream_index];
        if (isText(stream) && packet->pts != AV_NOPTS_VALUE && cues[stream->index].size() < kMostCues) {
            const auto ms = [&](qint64 time) { return (av_rescale_q(time, stream->time_base, AV_TIME_BASE_Q) - input->startUs()) / 1000; };
            Cue cue;
            cue.startMs = qMax<qint64>(0, ms(packet->pts));
            cue.endMs = ms(packet->pts + packet->duration);
            cue.text = textOf(packet.get(), stream->codecpar->codec_id);
            if (!cue.text.isEmpty() && cue.endMs > cue.startMs) {
                cues[stream->index].append(cue);
            }
        }
        av_packet_unref(packet.get());
    }
}

AudioRole roleOf(const AVStream *stream)
{
    return (stream->disposition & (AV_DISPOSITION_VISUAL_IMPAIRED | AV_DISPOSITION_DESCRIPTIONS)) != 0 ? AudioRole::Description
        : (stream->disposition & AV_DISPOSITION_DUB) != 0                                              ? AudioRole::Dub
                                                                                                       : AudioRole::Original;
}

QString nameOf(const AVStream *stream)
{
    const AVMediaType type = stream->codecpar->codec_type;
    const char *what = type == AVMEDIA_TYPE_AUDIO ? "sound" : type == AVMEDIA_TYPE_VIDEO ? "picture"
        : type == AVMEDIA_TYPE_SUBTITLE ? "subtitles" : type == AVMEDIA_TYPE_ATTACHMENT ? "attachment" : "data";
    const QString language = said(stream->metadata, "language");
    return u"%1 %2"_s.arg(QLatin1StringView(what)).arg(stream->index) + (language.isEmpty() ? QString() : u" (%1)"_s.arg(language));
}

} // namespace

Result<SourceExtras> extrasOf(const SourceFile &film)
{
    RAWI_ASSIGN(const std::unique_ptr<AvInput> input, AvInput::open(film));
    SourceExtras extras;
    const AVFormatContext *context = input->context();
    for (unsigned i = 0; i < context->nb_chapters && i < kMostChapters; ++i) {
        const AVChapter *chapter = context->chapters[i];
        const qint64 us = av_rescale_q(chapter->start, chapter->time_base, AV_TIME_BASE_Q);
        extras.chapters.append({qMax<qint64>(0, (us - input->startUs()) / 1000), said(chapter->metadata, "title")});
    }
    const QList<int> further = input->furtherSounds();
    bool anyText = false;
    for (unsigned i = 0; i < context->nb_streams; ++i) {
        const AVStream *stream = context->streams[i];
        const AVMediaType type = stream->codecpar->codec_type;
        const bool chapterText = type == AVMEDIA_TYPE_DATA || (stream->disposition & AV_DISPOSITION_TIMED_THUMBNAILS) != 0;
        if (int(i) == input->audioStream()) {
            extras.language = languageOf(stream);
        } else if (isText(stream)) {
            anyText = true;
        } else if (further.contains(int(i)) && extras.sounds.size() < kMostFurtherSounds) {
            extras.sounds.append({{{}, int(i), languageOf(stream), roleOf(stream)}, nameOf(stream)});
        } else if (int(i) != input->videoStream() && int(i) != input->coverStream() && !chapterText) {
            extras.leftOut.append(nameOf(stream) + (type == AVMEDIA_TYPE_SUBTITLE ? u": pictures, not text"_s : QString()));
        }
    }
    if (anyText) {
        RAWI_ASSIGN(const auto cues, cuesOf(film));
        for (auto it = cues.begin(); it != cues.end(); ++it) {
            extras.texts.append({readAgain(*it), languageOf(context->streams[it.key()])});
        }
    }
    return extras;
}

} // namespace rawi
