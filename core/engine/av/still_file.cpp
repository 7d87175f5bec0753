#include "core/engine/av/still_file.h"

#include <QtEndian>

#include <algorithm>
#include <array>

namespace rawi {

namespace {

constexpr qint64 kMaxMeta = 1 << 20; // bytes of a picture's directory
constexpr int kMaxParts = 10'000;    // boxes or chunks that are looked at

// EXIF 2.3, tag Orientation: 1 to 8 as the linear part (a, b, c, d) of a display matrix.
Orientation exifTurn(int value)
{
    static constexpr std::array<std::array<int32_t, 4>, 8> kTurns{
        {{1, 0, 0, 1}, {-1, 0, 0, 1}, {-1, 0, 0, -1}, {1, 0, 0, -1}, {0, 1, 1, 0}, {0, 1, -1, 0}, {0, -1, -1, 0}, {0, -1, 1, 0}}};
    if (value < 1 || value > 8) {
        return {};
    }
    const auto &turn = kTurns[size_t(value - 1)];
    const std::array<int32_t, 9> matrix{turn[0], turn[1], 0, turn[2], turn[3], 0, 0, 0, 1};
    return orientationOf(matrix.data());
}

// The tag Orientation in the first directory of a TIFF structure at `base`; 0 when there is none.
int tiffOrientation(const SourceFile &file, qint64 base)
{
    const QByteArray head = file.bytes(base, 8);
    const bool little = head.startsWith(QByteArrayView("II*\0", 4));
    if (head.size() < 8 || (!little && !head.startsWith(QByteArrayView("MM\0*", 4)))) {
        return 0;
    }
    const auto u16 = [little](const char *at) { return little ? qFromLittleEndian<quint16>(at) : qFromBigEndian<quint16>(at); };
    const auto u32 = [little](const char *at) { return little ? qFromLittleEndian<quint32>(at) : qFromBigEndian<quint32>(at); };
    constexpr qint64 kEntry = 12;
    constexpr quint16 kOrientation = 0x0112;
    const qint64 directory = base + u32(head.constData() + 4);
    const QByteArray count = file.bytes(directory, 2);
    const QByteArray entries = count.size() < 2 ? QByteArray() : file.bytes(directory + 2, kEntry * u16(count.constData()));
    for (qint64 at = 0; at + kEntry <= entries.size(); at += kEntry) {
        if (u16(entries.constData() + at) == kOrientation) {
            return u16(entries.constData() + at + 8);
        }
    }
    return 0;
}

// Where the chunk's content starts in a PNG or a RIFF file, -1 when it has none.
qint64 chunkAt(const SourceFile &file, qint64 first, QByteArrayView type, bool png)
{
    qint64 at = first;
    for (int i = 0; i < kMaxParts && at + 8 <= file.size(); ++i) {
        const QByteArray head = file.bytes(at, 8);
        const qint64 length = png ? qFromBigEndian<quint32>(head.constData()) : qFromLittleEndian<quint32>(head.constData() + 4);
        if (QByteArrayView(head).sliced(png ? 4 : 0, 4) == type) {
            return at + 8;
        }
        at += png ? length + 12 : 8 + length + length % 2;
    }
    return -1;
}

// The content of the first box of the type among the boxes in `bytes`.
QByteArray boxIn(const QByteArray &bytes, QByteArrayView type)
{
    for (qsizetype at = 0; at + 8 <= bytes.size();) {
        const qint64 length = qFromBigEndian<quint32>(bytes.constData() + at);
        if (length < 8) {
            break;
        }
        if (QByteArrayView(bytes).sliced(at + 4, 4) == type) {
            return bytes.mid(at + 8, length - 8);
        }
        at += length;
    }
    return {};
}

struct BmffBox {
    qint64 at = -1; // of its content
    qint64 length = 0;
};

BmffBox topBox(const SourceFile &file, QByteArrayView type)
{
    qint64 at = 0;
    for (int i = 0; i < kMaxParts && at + 8 <= file.size(); ++i) {
        const QByteArray head = file.bytes(at, 16);
        qint64 length = qFromBigEndian<quint32>(head.constData());
        qint64 header = 8;
        if (length == 1 && head.size() == 16) {
            length = qint64(qMin(qFromBigEndian<quint64>(head.constData() + 8), quint64(1) << 60));
            header = 16;
        } else if (length == 0) {
            length = file.size() - at;
        }
        if (QByteArrayView(head).sliced(4, 4) == type) {
            return {at + header, length - header};
        }
        if (length < header) {
            break;
        }
        at += length;
    }
    return {};
}

bool hasBrand(const SourceFile &file, std::initializer_list<QByteArrayView> wanted)
{
    const QByteArray head = file.bytes(0, 8);
    if (head.size() < 8 || head.mid(4) != "ftyp") {
        return false;
    }
    const QByteArray brands = file.bytes(8, qMin<qint64>(qFromBigEndian<quint32>(head.constData()) - 8LL, 512));
    for (qsizetype at = 0; at + 4 <= brands.size(); at += 4) {
        // After the first there is a version, which is no name.
        if (std::find(wanted.begin(), wanted.end(), QByteArrayView(brands).sliced(at, 4)) != wanted.end()) {
            return true;
        }
    }
    return false;
}

// A quarter turn against the clock, as often as `irot` says, as EXIF counts.
int bmffOrientation(const SourceFile &file)
{
    static constexpr std::array kTurns{1, 8, 3, 6};
    const BmffBox meta = topBox(file, "meta");
    if (meta.at < 0 || meta.length < 4) {
        return 0;
    }
    const QByteArray boxes = file.bytes(meta.at + 4, qMin(meta.length - 4, kMaxMeta)); // after its version and flags
    const QByteArray turn = boxIn(boxIn(boxIn(boxes, "iprp"), "ipco"), "irot");
    return turn.isEmpty() ? 0 : kTurns[size_t(turn.at(0) & 3)];
}

} // namespace

bool isBmffStill(const SourceFile &file)
{
    return hasBrand(file, {"mif1", "avif", "heic", "heix", "heim", "heis"}) && topBox(file, "moov").at < 0;
}

bool isHeic(const SourceFile &file)
{
    return isBmffStill(file) && !hasBrand(file, {"avif"});
}

bool isAnimatedWebp(const SourceFile &file)
{
    const QByteArray head = file.bytes(0, 64);
    return head.startsWith("RIFF") && head.mid(8, 8) == "WEBPVP8X" && head.size() > 20 && (head.at(20) & 2) != 0;
}

Orientation stillOrientation(const SourceFile &file)
{
    const QByteArray head = file.bytes(0, 12);
    if (head.startsWith("\x89PNG")) {
        const qint64 exif = chunkAt(file, 8, "eXIf", true);
        return exif < 0 ? Orientation() : exifTurn(tiffOrientation(file, exif));
    }
    if (head.startsWith("RIFF") && head.endsWith("WEBP")) {
        const qint64 exif = chunkAt(file, 12, "EXIF", false);
        const bool named = exif >= 0 && file.bytes(exif, 4) == "Exif"; // as in JPEG, before the structure
        return exif < 0 ? Orientation() : exifTurn(tiffOrientation(file, named ? exif + 6 : exif));
    }
    return exifTurn(isBmffStill(file) ? bmffOrientation(file) : tiffOrientation(file, 0));
}

} // namespace rawi
