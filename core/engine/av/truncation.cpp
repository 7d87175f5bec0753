#include "core/engine/av/truncation.h"

#include "core/engine/av/stated_sizes.h"
#include "core/engine/av/still_file.h"

#include <QtEndian>

#include <array>

namespace rawi {

namespace {

bool isBmff(const QByteArray &head)
{
    static constexpr std::array kFirst{"ftyp", "moov", "mdat", "wide", "free", "skip", "pnot"};
    const QByteArray type = head.mid(4, 4);
    return std::any_of(kFirst.begin(), kFirst.end(), [&](const char *known) { return type == known; });
}

// What the boxes of ISO BMFF come to.
struct Boxes {
    std::optional<QString> cut; // a box of media or its index reaches beyond the end
    bool moov = false;
    int fragments = 0; // whole ones: a moof with the mdat behind it
};

Boxes boxesOf(const SourceFile &file)
{
    Boxes found;
    bool moof = false;
    qint64 at = 0;
    for (int boxes = 0; at + 8 <= file.size() && boxes < 100000; ++boxes) {
        const QByteArray header = file.bytes(at, 16);
        const auto *raw = reinterpret_cast<const uchar *>(header.constData());
        const QByteArray type = header.mid(4, 4);
        qint64 length = qFromBigEndian<quint32>(raw);
        if (length == 1 && header.size() == 16) {
            length = qint64(qMin(qFromBigEndian<quint64>(raw + 8), quint64(1) << 60));
        } else if (length == 0) {
            length = file.size() - at; // "to the end of the file"
        }
        if (length < 8) {
            break; // rubbish after the last box: players do not mind
        }
        found.moov = found.moov || type == "moov";
        if (at + length > file.size() && (type == "mdat" || type == "moov" || type == "moof")) {
            found.cut = cutShort(type.constData(), at + length, file.size());
            break;
        }
        found.fragments += moof && type == "mdat" ? 1 : 0;
        moof = type == "moof";
        at += length;
    }
    return found;
}

std::optional<QString> bmffCut(const SourceFile &file)
{
    const Boxes boxes = boxesOf(file);
    if (boxes.cut && (!boxes.moov || boxes.fragments == 0)) {
        return boxes.cut;
    }
    if (!boxes.moov && !isBmffStill(file)) {
        return u"its index (moov) is missing: the recording or the copy was not finished"_s;
    }
    return {};
}

// The size of the whole is often wrong in files with nothing missing; those of the chunks are not.
std::optional<QString> riffCut(const SourceFile &file)
{
    constexpr int kMaxChunks = 10'000;
    constexpr qint64 kSlack = 64; // writers that count a header twice, or leave out a padding byte
    qint64 at = 12;
    for (int i = 0; i < kMaxChunks && at + 8 <= file.size(); ++i) {
        const QByteArray head = file.bytes(at, 8);
        const qint64 length = qFromLittleEndian<quint32>(head.constData() + 4);
        const bool named = std::all_of(head.begin(), head.begin() + 4, [](char one) { return one >= ' ' && one <= '~'; });
        if (!named || length == 0xFFFFFFFFLL || (length == 0 && head.startsWith("data"))) {
            return {}; // rubbish behind the last chunk, or written to a pipe: size unknown
        }
        if (at + 8 + length > file.size() + kSlack) {
            return cutShort(head.first(4).constData(), at + 8 + length, file.size());
        }
        at += 8 + length + length % 2;
    }
    return {};
}

// The length of an EBML number by its first byte, and its value without the length marker; 0 when broken.
std::pair<int, quint64> ebmlNumber(const QByteArray &bytes, int at)
{
    if (at >= bytes.size() || bytes[at] == 0) {
        return {0, 0};
    }
    const int length = qCountLeadingZeroBits(quint8(bytes[at])) + 1;
    if (at + length > bytes.size()) {
        return {0, 0};
    }
    quint64 value = quint8(bytes[at]) & (0xFFu >> length);
    for (int i = 1; i < length; ++i) {
        value = value << 8 | quint8(bytes[at + i]);
    }
    return {length, value};
}

std::optional<QString> matroskaCut(const SourceFile &file, const QByteArray &head)
{
    const auto [headerSizeLength, headerSize] = ebmlNumber(head, 4);
    const qint64 segment = 4 + headerSizeLength + qint64(qMin<quint64>(headerSize, 4096));
    if (headerSizeLength == 0 || head.mid(segment, 4) != QByteArray::fromHex("18538067")) {
        return {};
    }
    const auto [length, size] = ebmlNumber(head, int(segment) + 4);
    const bool unknown = length == 0 || size == (quint64(1) << (7 * length)) - 1;
    const qint64 promised = segment + 4 + length + qint64(qMin(size, quint64(1) << 60));
    if (!unknown && promised > file.size()) {
        return cutShort("Segment", promised, file.size());
    }
    return {};
}

std::optional<QString> jpegCut(const SourceFile &file)
{
    qint64 at = 2;
    while (at + 4 <= file.size()) {
        const QByteArray marker = file.bytes(at, 4);
        if (marker.size() < 4 || quint8(marker[0]) != 0xFF) {
            return {}; // not a plain chain of markers: let the decoder judge
        }
        if (quint8(marker[1]) == 0xDA) {
            break; // start of scan; the embedded preview's own end lies before it
        }
        at += 2 + qFromBigEndian<quint16>(marker.constData() + 2);
    }
    for (constexpr qint64 kStep = 1 << 20; at < file.size(); at += kStep) {
        if (file.bytes(at, kStep + 1).contains(QByteArray::fromHex("ffd9"))) {
            return {};
        }
    }
    return u"the picture ends before its end mark (EOI)"_s;
}

std::optional<QString> pngCut(const SourceFile &file)
{
    qint64 at = 8;
    while (at + 12 <= file.size()) {
        const QByteArray chunk = file.bytes(at, 8);
        const qint64 end = at + 12 + qFromBigEndian<quint32>(chunk.constData());
        if (chunk.mid(4) == "IEND") {
            return {};
        }
        if (end > file.size()) {
            return cutShort("chunk", end, file.size());
        }
        at = end;
    }
    return u"the picture ends before its end mark (IEND)"_s;
}

} // namespace

std::optional<QString> truncationOf(const SourceFile &file)
{
    const QByteArray head = file.bytes(0, 4200);
    if (head.size() < 16) {
        return {};
    }
    if (isBmff(head)) {
        return bmffCut(file);
    }
    if (head.startsWith("RIFF")) {
        return riffCut(file);
    }
    if (head.startsWith(QByteArray::fromHex("1a45dfa3"))) {
        return matroskaCut(file, head);
    }
    if (head.startsWith(QByteArray::fromHex("ffd8ff"))) {
        return jpegCut(file);
    }
    if (head.startsWith(QByteArray::fromHex("89504e470d0a1a0a"))) {
        return pngCut(file);
    }
    return statedSizeCut(file, head);
}

bool wasNotFinished(const SourceFile &file)
{
    const QByteArray head = file.bytes(0, 4200);
    if (head.size() < 16) {
        return false;
    }
    if (isBmff(head)) {
        const Boxes boxes = boxesOf(file);
        return boxes.cut && boxes.fragments > 0;
    }
    if (head.startsWith("RIFF") && head.mid(8, 4) == "WAVE") {
        const qsizetype data = head.indexOf("data");
        const quint32 length = data < 0 || data + 8 > head.size() ? 1 : qFromLittleEndian<quint32>(head.constData() + data + 4);
        return (length == 0 && file.size() > data + 8) || length == 0xFFFFFFFFU;
    }
    const auto [headerSizeLength, headerSize] = head.startsWith(QByteArray::fromHex("1a45dfa3")) ? ebmlNumber(head, 4) : std::pair(0, quint64(0));
    const qint64 segment = 4 + headerSizeLength + qint64(qMin<quint64>(headerSize, 4096));
    if (headerSizeLength == 0 || head.mid(segment, 4) != QByteArray::fromHex("18538067")) {
        return false;
    }
    const auto [length, size] = ebmlNumber(head, int(segment) + 4);
    return length > 0 && size == (quint64(1) << (7 * length)) - 1;
}

qint64 declaredPixels(const SourceFile &file)
{
    const QByteArray head = file.bytes(0, 24);
    if (head.size() == 24 && head.startsWith(QByteArray::fromHex("89504e470d0a1a0a"))) {
        const qint64 width = qFromBigEndian<quint32>(head.constData() + 16);
        const qint64 height = qFromBigEndian<quint32>(head.constData() + 20);
        return qMin(width, qint64(INT32_MAX)) * qMin(height, qint64(INT32_MAX));
    }
    if (head.startsWith("GIF8") && head.size() > 10) {
        return qint64(qFromLittleEndian<quint16>(head.constData() + 6))
            * qFromLittleEndian<quint16>(head.constData() + 8);
    }
    return 0;
}

} // namespace rawi
