#include "core/engine/av/chained_rates.h"

#include "core/engine/av/source_file.h"
#include "core/engine/av/stated_sizes.h"

#include <QtEndian>

#include <algorithm>

namespace rawi {

namespace {

constexpr qsizetype kPageHeader = 27; // RFC 3533 §6
constexpr qsizetype kMostSegments = 255;
constexpr qsizetype kIdentification = 64; // as much of a stream's first packet as is looked at

template <typename Number>
Number bigAt(const QByteArray &bytes, qsizetype at)
{
    return qFromBigEndian<Number>(bytes.constData() + at);
}

template <typename Number>
Number littleAt(const QByteArray &bytes, qsizetype at)
{
    return qFromLittleEndian<Number>(bytes.constData() + at);
}

// What the first packet of a stream says: Vorbis I §4.2.2, the Ogg mapping of FLAC (RFC 9639 §10.1), RFC 7845 §5.1 (Opus, always at
// 48 kHz), the Theora specification §6.2 and Speex's header.
ChainedPart partOf(qint64 position, const QByteArray &packet)
{
    ChainedPart part{position, AV_CODEC_ID_NONE, {0, 1}};
    if (packet.size() < kIdentification / 2) {
        return part;
    }
    if (packet.startsWith("\x01vorbis")) {
        part.codec = AV_CODEC_ID_VORBIS;
        part.timeBase = {1, int(littleAt<quint32>(packet, 12))};
    } else if (packet.startsWith("\x7f" "FLAC")) {
        part.codec = AV_CODEC_ID_FLAC;
        part.timeBase = {1, int(bigAt<quint32>(packet, 27) >> 12)};
    } else if (packet.startsWith("\x80theora")) {
        part.codec = AV_CODEC_ID_THEORA;
        part.timeBase = {int(bigAt<quint32>(packet, 26)), int(bigAt<quint32>(packet, 22))};
    } else if (packet.startsWith("Speex   ") && packet.size() >= 40) {
        part.codec = AV_CODEC_ID_SPEEX;
        part.timeBase = {1, int(littleAt<quint32>(packet, 36))};
    }
    return part;
}

bool isTimeBase(AVRational base)
{
    return base.num > 0 && base.den > 0;
}

AVRational timeBaseOf(const AVPacket *packet, const AVStream *stream, const AVInputFormat *format, const QList<ChainedPart> &parts)
{
    if (QByteArray(format->name) == "flac") {
        constexpr int kHeader = 32; // and more
        const auto frame = findFlacFrame(QByteArray::fromRawData(reinterpret_cast<const char *>(packet->data), std::min(packet->size, kHeader)), 0);
        return {1, frame && frame->at == 0 ? frame->rate : 0};
    }
    AVRational base{0, 1};
    for (const ChainedPart &part : parts) {
        if (part.codec == stream->codecpar->codec_id && part.position <= packet->pos) {
            base = part.timeBase;
        }
    }
    return base;
}

} // namespace

QList<ChainedPart> chainedParts(const SourceFile &file)
{
    QList<ChainedPart> parts;
    for (qint64 at = 0; at + kPageHeader < file.size();) {
        const QByteArray page = file.bytes(at, kPageHeader + kMostSegments + kIdentification);
        if (!page.startsWith("OggS")) {
            const qsizetype next = page.indexOf("OggS", 1); // damage: the next page is looked for
            at += next > 0 ? next : page.size() - 3;
            continue;
        }
        const auto segments = qsizetype(uchar(page[kPageHeader - 1]));
        qint64 length = kPageHeader + segments;
        for (qsizetype i = 0; i < segments && kPageHeader + i < page.size(); ++i) {
            length += uchar(page[kPageHeader + i]);
        }
        if ((page[5] & 2) != 0) { // a stream begins
            if (const ChainedPart part = partOf(at, page.mid(kPageHeader + segments)); isTimeBase(part.timeBase)) {
                parts.append(part);
            }
        }
        at += length;
    }
    return parts;
}

void ontoTimeBase(AVPacket *packet, const AVStream *stream, const AVInputFormat *format, const QList<ChainedPart> &parts)
{
    const AVRational own = timeBaseOf(packet, stream, format, parts);
    if (!isTimeBase(own) || av_cmp_q(own, stream->time_base) == 0) {
        return;
    }
    for (int64_t *time : {&packet->pts, &packet->dts}) {
        *time = *time == AV_NOPTS_VALUE ? *time : av_rescale_q(*time, own, stream->time_base);
    }
    if (QByteArray(format->name) != "flac") { // there a parser has told it by the frame's own rate
        packet->duration = av_rescale_q(packet->duration, own, stream->time_base);
    }
}

} // namespace rawi
