#include "core/engine/av/stated_sizes.h"

#include <QtEndian>

#include <cmath>
#include <cstring>

namespace rawi {

namespace {

constexpr qint64 kStatedSlack = 64; // writers that count a header twice, or leave out a padding byte
constexpr int kMostChunks = 10'000;
constexpr qint64 kUnknown32 = 0xFFFFFFFFLL;

template <typename Number>
Number big(const QByteArray &bytes, qsizetype at)
{
    return at + qsizetype(sizeof(Number)) <= bytes.size() ? qFromBigEndian<Number>(bytes.constData() + at) : Number(0);
}

template <typename Number>
Number little(const QByteArray &bytes, qsizetype at)
{
    return at + qsizetype(sizeof(Number)) <= bytes.size() ? qFromLittleEndian<Number>(bytes.constData() + at) : Number(0);
}

std::optional<QString> cutIf(const char *what, qint64 promised, const SourceFile &file)
{
    return promised > file.size() + kStatedSlack ? std::optional(cutShort(what, promised, file.size())) : std::nullopt;
}

std::optional<QString> aiffCut(const SourceFile &file)
{
    qint64 at = 12;
    for (int i = 0; i < kMostChunks && at + 8 <= file.size(); ++i) {
        const QByteArray chunk = file.bytes(at, 8);
        const qint64 length = big<quint32>(chunk, 4);
        if (length == kUnknown32 || (length == 0 && chunk.startsWith("SSND"))) {
            return {};
        }
        if (const auto cut = cutIf(chunk.first(4).constData(), at + 8 + length, file)) {
            return cut;
        }
        at += 8 + length + length % 2;
    }
    return {};
}

// EBU Tech 3306: the sizes that do not fit into RIFF stand in its first chunk.
std::optional<QString> rf64Cut(const SourceFile &file, const QByteArray &head)
{
    const auto data = qint64(little<quint64>(head, 28));
    qint64 at = 12;
    for (int i = 0; i < kMostChunks && at + 8 <= file.size(); ++i) {
        const QByteArray chunk = file.bytes(at, 8);
        const bool sound = chunk.startsWith("data");
        const qint64 told = little<quint32>(chunk, 4);
        const qint64 length = sound && told == kUnknown32 ? data : told;
        if (sound) {
            return length <= 0 || length > qint64(1) << 60 ? std::nullopt : cutIf("data", at + 8 + length, file);
        }
        at += 8 + length + length % 2;
    }
    return {};
}

std::optional<QString> wave64Cut(const SourceFile &file)
{
    constexpr qint64 kHeader = 24; // a GUID and the size, which counts them
    qint64 at = 40;
    for (int i = 0; i < kMostChunks && at + kHeader <= file.size(); ++i) {
        const QByteArray chunk = file.bytes(at, kHeader);
        const auto length = qint64(qMin(little<quint64>(chunk, 16), quint64(1) << 60));
        if (length < kHeader) {
            return {};
        }
        if (chunk.startsWith("data")) {
            return length == kHeader ? std::nullopt : cutIf("data", at + length, file);
        }
        at += (length + 7) / 8 * 8;
    }
    return {};
}

std::optional<QString> cafCut(const SourceFile &file)
{
    qint64 at = 8;
    for (int i = 0; i < kMostChunks && at + 12 <= file.size(); ++i) {
        const QByteArray chunk = file.bytes(at, 12);
        const auto length = big<qint64>(chunk, 4);
        if (length < 0 || length > qint64(1) << 60) {
            return {}; // −1: to the end of the file
        }
        if (chunk.startsWith("data")) {
            return cutIf("data", at + 12 + length, file);
        }
        at += 12 + length;
    }
    return {};
}

// A number of FLV's onMetaData (AMF 0), 0 when it is not said.
double flvNumber(const QByteArray &head, const char *key)
{
    const QByteArray name(key);
    const QByteArray wanted = QByteArray(1, '\0') + char(name.size()) + name + QByteArray(1, '\0');
    const qsizetype at = head.indexOf(wanted);
    const auto bits = at < 0 ? 0 : big<quint64>(head, at + wanted.size());
    double value = 0;
    std::memcpy(&value, &bits, sizeof value);
    return std::isfinite(value) && value > 0 && value < 1e15 ? value : 0;
}

std::optional<QString> flvCut(const SourceFile &file, const QByteArray &head)
{
    if (const auto cut = cutIf("metadata", qint64(flvNumber(head, "filesize")), file)) {
        return cut;
    }
    // Behind the last tag its size is told.
    const QByteArray tail = file.bytes(file.size() - 4, 4);
    const qint64 last = big<quint32>(tail, 0);
    const QByteArray tag = last >= 11 && last + 4 <= file.size() ? file.bytes(file.size() - 4 - last, 11) : QByteArray();
    const bool whole = !tag.isEmpty() && (big<quint32>(tag, 0) & 0xFFFFFF) + 11 == last;
    if (!whole && flvNumber(head, "duration") > 0) {
        return u"the file ends early: it breaks off inside a tag at byte %1, and its header promises %2 s"_s.arg(file.size())
            .arg(flvNumber(head, "duration"), 0, 'f', 1);
    }
    return {};
}

// Advanced Systems Format §3.2: the File Properties Object; a broadcast does not know its size.
std::optional<QString> asfCut(const SourceFile &file, const QByteArray &head)
{
    const qsizetype at = head.indexOf(QByteArray::fromHex("a1dcab8c47a9cf118ee400c00c205365"));
    const bool known = at >= 0 && at + 92 <= head.size() && (little<quint32>(head, at + 88) & 1) == 0;
    return known ? cutIf("header", qint64(qMin(little<quint64>(head, at + 40), quint64(1) << 60)), file) : std::nullopt;
}

// SMPTE ST 377-1 §7.1: the header's partition pack says where the footer stands.
std::optional<QString> mxfCut(const SourceFile &file, const QByteArray &head)
{
    const qsizetype at = head.indexOf(QByteArray::fromHex("060e2b34020501010d01020101"));
    if (at < 0 || at + 24 > head.size()) {
        return {};
    }
    const int first = uchar(head[at + 16]);
    const qsizetype value = at + 17 + (first > 0x80 ? first - 0x80 : 0);
    return cutIf("essence", qint64(qMin(big<quint64>(head, value + 24), quint64(1) << 60)), file);
}

// The Xing or Info tag in an MP3's first frame says how many bytes its frames have.
std::optional<QString> mp3Cut(const SourceFile &file, const QByteArray &head)
{
    qint64 frame = 0;
    if (head.startsWith("ID3") && head.size() > 10) {
        frame = 10 + (qint64(head[6] & 0x7f) << 21 | (head[7] & 0x7f) << 14 | (head[8] & 0x7f) << 7 | (head[9] & 0x7f));
    }
    const QByteArray first = file.bytes(frame, 200);
    if (first.size() < 60 || uchar(first[0]) != 0xff || (uchar(first[1]) & 0xe6) != 0xe2) { // layer III
        return {};
    }
    const qsizetype xing = first.indexOf("Xing");
    const qsizetype tag = xing >= 0 ? xing : first.indexOf("Info");
    if (tag < 0 || tag > 40 || (big<quint32>(first, tag + 4) & 2) == 0) {
        return {};
    }
    const bool frames = (big<quint32>(first, tag + 4) & 1) != 0;
    const qint64 bytes = big<quint32>(first, tag + (frames ? 12 : 8));
    const qint64 slack = 4096 + bytes / 100; // some count tags, too
    return bytes > 0 && frame + bytes > file.size() + slack ? std::optional(cutShort("sound", frame + bytes, file.size())) : std::nullopt;
}

quint8 crc8(const uchar *bytes, qsizetype count)
{
    quint8 crc = 0;
    for (qsizetype i = 0; i < count; ++i) {
        crc = quint8(crc ^ bytes[i]);
        for (int bit = 0; bit < 8; ++bit) {
            crc = quint8((crc & 0x80) != 0 ? crc << 1 ^ 0x07 : crc << 1);
        }
    }
    return crc;
}

} // namespace

QString cutShort(const char *what, qint64 promised, qint64 size)
{
    return u"the file ends early: its %1 reaches byte %2, the file has %3: the last %4 % are missing"_s.arg(QLatin1StringView(what))
        .arg(promised)
        .arg(size)
        .arg(100.0 * double(promised - size) / double(promised), 0, 'f', 1);
}

QString missingText(const char *what, qint64 endUs, qint64 promisedUs)
{
    const auto seconds = [](qint64 us) { return QString::number(double(us) / 1e6, 'f', 1); };
    return u"its %1 ends after %2 s of %3 s: %4 s are missing from there on"_s.arg(QLatin1StringView(what), seconds(endUs),
                                                                             seconds(promisedUs), seconds(promisedUs - endUs));
}

std::optional<QString> statedSizeCut(const SourceFile &file, const QByteArray &head)
{
    if (head.startsWith("FORM") && (head.mid(8, 4) == "AIFF" || head.mid(8, 4) == "AIFC")) {
        return aiffCut(file);
    }
    if (head.startsWith(".snd")) {
        const qint64 length = big<quint32>(head, 8);
        return length == kUnknown32 ? std::nullopt : cutIf("sound", big<quint32>(head, 4) + length, file);
    }
    if (head.startsWith("RF64") || head.startsWith("BW64")) {
        return rf64Cut(file, head);
    }
    if (head.startsWith(QByteArray::fromHex("726966662e91cf11a5d628db04c10000"))) {
        return wave64Cut(file);
    }
    if (head.startsWith("caff")) {
        return cafCut(file);
    }
    if (head.startsWith("FLV")) {
        return flvCut(file, head);
    }
    if (head.startsWith(QByteArray::fromHex("3026b2758e66cf11a6d900aa0062ce6c"))) {
        return asfCut(file, head);
    }
    if (head.startsWith(QByteArray::fromHex("060e2b34"))) {
        return mxfCut(file, head);
    }
    const bool mp3 = head.startsWith("ID3") || (uchar(head.at(0)) == 0xff && (uchar(head.at(1)) & 0xe0) == 0xe0);
    return mp3 ? mp3Cut(file, head) : std::nullopt;
}

FlacPromise flacPromise(const SourceFile &file)
{
    QByteArray head = file.bytes(0, 42);
    if (head.startsWith("ID3") && head.size() > 10) {
        head = file.bytes(10 + (qint64(head[6] & 0x7f) << 21 | (head[7] & 0x7f) << 14 | (head[8] & 0x7f) << 7 | (head[9] & 0x7f)), 42);
    }
    if (head.size() < 42 || !head.startsWith("fLaC") || (head[4] & 0x7f) != 0) {
        return {};
    }
    const int least = big<quint16>(head, 8);
    const int most = big<quint16>(head, 10);
    const auto packed = big<quint64>(head, 18); // 20 bits of rate, 3 of channels, 5 of sample size, 36 of samples
    return {qint64(packed & 0xFFFFFFFFFULL), int(packed >> 44), least == most ? most : 0};
}

std::optional<FlacFrame> findFlacFrame(const QByteArray &block, qsizetype from)
{
    static constexpr int kRates[] = {0, 88200, 176400, 192000, 8000, 16000, 22050, 24000, 32000, 44100, 48000, 96000};
    for (qsizetype frame = block.indexOf('\xff', from); frame >= 0 && frame + 16 <= block.size(); frame = block.indexOf('\xff', frame + 1)) {
        const auto *byte = reinterpret_cast<const uchar *>(block.constData() + frame);
        if ((byte[1] & 0xfe) != 0xf8 || (byte[3] & 1) != 0) {
            continue;
        }
        const int leading = qCountLeadingZeroBits(quint8(~byte[4]));
        const int more = leading == 0 ? 0 : leading - 1; // bytes that follow, as in UTF-8
        if (leading == 1 || leading > 7) {
            continue;
        }
        qint64 number = leading == 0 ? byte[4] : byte[4] & (0x3f >> more);
        for (int i = 0; i < more; ++i) {
            number = number << 6 | (byte[5 + i] & 0x3f);
        }
        const int blockBits = byte[2] >> 4;
        const int rateBits = byte[2] & 0xf;
        const int length = 5 + more + (blockBits == 6 ? 1 : blockBits == 7 ? 2 : 0) + (rateBits == 12 ? 1 : rateBits >= 13 ? 2 : 0);
        if (frame + length < block.size() && crc8(byte, length) == byte[length]) {
            const uchar *given = byte + length - (rateBits == 12 ? 1 : 2);
            const int rate = rateBits < int(std::size(kRates)) ? kRates[rateBits]
                : rateBits == 12                             ? given[0] * 1000
                : rateBits < 15                              ? (given[0] << 8 | given[1]) * (rateBits == 14 ? 10 : 1)
                                                             : 0;
            return FlacFrame{frame, number, rate};
        }
    }
    return {};
}

QList<QPair<qint64, qint64>> flacHeadersInside(const SourceFile &file)
{
    constexpr qint64 kStep = 1 << 20;
    constexpr qint64 kMark = 8; // fLaC and the header of STREAMINFO, which is 34 bytes long
    QList<QPair<qint64, qint64>> found;
    for (qint64 from = 1; from < file.size(); from += kStep) {
        const QByteArray bytes = file.bytes(from, kStep + kMark - 1);
        for (qsizetype at = bytes.indexOf("fLaC"); at >= 0 && at + kMark <= bytes.size(); at = bytes.indexOf("fLaC", at + 1)) {
            const bool first = (big<quint32>(bytes, at + 4) & 0x7FFFFFFF) == 34;
            if (!first || (!found.isEmpty() && from + at < found.last().second)) {
                continue;
            }
            qint64 end = from + at + 4;
            for (int block = 0; block < kMostChunks; ++block) {
                const auto header = big<quint32>(file.bytes(end, 4), 0);
                end += 4 + (header & 0xFFFFFF);
                if (header >> 31 != 0) {
                    break;
                }
            }
            found.append({from + at, qMin(end, file.size())});
        }
    }
    return found;
}

qint64 lastFlacFrameUs(const SourceFile &file, const FlacPromise &promise)
{
    if (promise.rate <= 0 || promise.blockSize <= 0) {
        return -1;
    }
    constexpr qint64 kTail = 256 * 1024; // longer than any frame, and than the tags that may follow
    const QByteArray tail = file.bytes(qMax<qint64>(0, file.size() - kTail), kTail);
    qint64 last = -1;
    for (qsizetype at = 0; at < tail.size();) {
        const std::optional<FlacFrame> frame = findFlacFrame(tail, at);
        if (!frame) {
            break;
        }
        last = qMax(last, frame->number);
        at = frame->at + 1;
    }
    return last < 0 ? -1 : (last + 1) * promise.blockSize * 1'000'000 / promise.rate;
}

} // namespace rawi
