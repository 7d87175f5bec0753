#include "core/subtitles/text_encoding.h"

#include <QStringDecoder>

#include <algorithm>
#include <array>

namespace rawi {

namespace {

// Unicode's mapping tables of the two code pages, 0x80–0xFF (unicode.org/Public/MAPPINGS/VENDORS/MICSFT).
constexpr std::array<char16_t, 128> kWindows1256{
    0x20AC, 0x067E, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0679, 0x2039, 0x0152,
    0x0686, 0x0698, 0x0688, 0x06AF, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x06A9, 0x2122,
    0x0691, 0x203A, 0x0153, 0x200C, 0x200D, 0x06BA, 0x00A0, 0x060C, 0x00A2, 0x00A3, 0x00A4, 0x00A5, 0x00A6,
    0x00A7, 0x00A8, 0x00A9, 0x06BE, 0x00AB, 0x00AC, 0x00AD, 0x00AE, 0x00AF, 0x00B0, 0x00B1, 0x00B2, 0x00B3,
    0x00B4, 0x00B5, 0x00B6, 0x00B7, 0x00B8, 0x00B9, 0x061B, 0x00BB, 0x00BC, 0x00BD, 0x00BE, 0x061F, 0x06C1,
    0x0621, 0x0622, 0x0623, 0x0624, 0x0625, 0x0626, 0x0627, 0x0628, 0x0629, 0x062A, 0x062B, 0x062C, 0x062D,
    0x062E, 0x062F, 0x0630, 0x0631, 0x0632, 0x0633, 0x0634, 0x0635, 0x0636, 0x00D7, 0x0637, 0x0638, 0x0639,
    0x063A, 0x0640, 0x0641, 0x0642, 0x0643, 0x00E0, 0x0644, 0x00E2, 0x0645, 0x0646, 0x0647, 0x0648, 0x00E7,
    0x00E8, 0x00E9, 0x00EA, 0x00EB, 0x0649, 0x064A, 0x00EE, 0x00EF, 0x064B, 0x064C, 0x064D, 0x064E, 0x00F4,
    0x064F, 0x0650, 0x00F7, 0x0651, 0x00F9, 0x0652, 0x00FB, 0x00FC, 0x200E, 0x200F, 0x06D2};
// From 0xA0 on it is Latin-1.
constexpr std::array<char16_t, 32> kWindows1252{
    0x20AC, 0xFFFD, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0xFFFD, 0x017D, 0xFFFD, 0xFFFD, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0xFFFD, 0x017E, 0x0178};

bool isHigh(char byte)
{
    return static_cast<unsigned char>(byte) >= 0x80;
}

char16_t letterOf(unsigned char byte, TextEncoding encoding)
{
    if (byte < 0x80) {
        return byte;
    }
    if (encoding == TextEncoding::Windows1256) {
        return kWindows1256[byte - 0x80U];
    }
    return byte < 0xA0 ? kWindows1252[byte - 0x80U] : char16_t{byte};
}

QString decodePage(const QByteArray &bytes, TextEncoding encoding)
{
    QString text(bytes.size(), Qt::Uninitialized);
    for (qsizetype i = 0; i < bytes.size(); ++i) {
        text[i] = QChar(letterOf(static_cast<unsigned char>(bytes[i]), encoding));
    }
    return text;
}

// Length of the well-formed UTF-8 sequence beyond ASCII that starts here (Unicode table 3-7), or 0.
qsizetype sequenceLength(const QByteArray &bytes, qsizetype at)
{
    const auto byte = [&](qsizetype i) {
        return i < bytes.size() ? static_cast<unsigned char>(bytes[i]) : 0U;
    };
    const auto follows = [&](qsizetype i) { return (byte(i) & 0xC0U) == 0x80U; };
    const unsigned first = byte(at);
    if (first >= 0xC2 && first <= 0xDF) {
        return follows(at + 1) ? 2 : 0;
    }
    if (first >= 0xE0 && first <= 0xEF) {
        const bool fits = (first != 0xE0 || byte(at + 1) >= 0xA0) && (first != 0xED || byte(at + 1) <= 0x9F);
        return fits && follows(at + 1) && follows(at + 2) ? 3 : 0;
    }
    if (first >= 0xF0 && first <= 0xF4) {
        const bool fits = (first != 0xF0 || byte(at + 1) >= 0x90) && (first != 0xF4 || byte(at + 1) <= 0x8F);
        return fits && follows(at + 1) && follows(at + 2) && follows(at + 3) ? 4 : 0;
    }
    return 0;
}

struct Utf8Count {
    qsizetype good = 0;
    qsizetype bad = 0;
};

Utf8Count countUtf8(const QByteArray &bytes)
{
    Utf8Count count;
    for (qsizetype i = 0; i < bytes.size();) {
        if (!isHigh(bytes[i])) {
            ++i;
        } else if (const qsizetype length = sequenceLength(bytes, i)) {
            ++count.good;
            i += length;
        } else {
            ++count.bad;
            ++i;
        }
    }
    return count;
}

// Bytes that are letters in Windows-1256 or Windows-1252.
bool isHighLetter(char byte)
{
    static constexpr QByteArrayView kOthers("\x81\x83\x8A\x8C\x8D\x8E\x8F\x90\x98\x9A\x9C\x9E\x9F\xAA");
    return static_cast<unsigned char>(byte) >= 0xC0 || kOthers.contains(byte);
}

// Words of an Arabic text have no ASCII letter in them; the high letters of a European one stand among ASCII ones.
bool hasArabicWords(const QByteArray &bytes)
{
    qsizetype arabic = 0;
    qsizetype mixed = 0;
    for (qsizetype i = 0; i < bytes.size(); ++i) {
        qsizetype high = 0;
        qsizetype low = 0;
        for (; i < bytes.size(); ++i) {
            const bool isLow = QChar::isLetter(char32_t(uchar(bytes[i]))) && !isHigh(bytes[i]);
            if (!isLow && !isHighLetter(bytes[i])) {
                break;
            }
            (isLow ? low : high) += 1;
        }
        arabic += low == 0 && high > 1;
        mixed += low > 0 && high > 0;
    }
    return arabic > mixed;
}

DecodedText decodeUtf16(const QByteArray &bytes, QStringConverter::Encoding encoding)
{
    QStringDecoder decoder(encoding);
    const QString units = decoder(bytes);
    // Through UTF-8, so that half a surrogate pair cannot come further.
    const QString text = QString::fromUtf8(units.toUtf8());
    return {text, TextEncoding::Utf16, bytes.size() % 2 != 0 || text.contains(QChar::ReplacementCharacter)};
}

// Latin and Arabic in UTF-16 without a mark: nearly every other byte is the number of their row, and some are zero, as in no
// text of another encoding.
bool isWide(const QByteArray &bytes, qsizetype first)
{
    constexpr char kArabicRow = 6;
    const qsizetype looked = std::min<qsizetype>(bytes.size(), 4096);
    qsizetype zeros = 0;
    qsizetype rows = 0;
    for (qsizetype i = first; i < looked; i += 2) {
        zeros += bytes[i] == '\0';
        rows += bytes[i] == '\0' || bytes[i] == kArabicRow;
    }
    return looked >= 4 && zeros > 1 && rows * 20 > looked * 9;
}

DecodedText decode(const QByteArray &bytes)
{
    if (bytes.startsWith("\xFF\xFE")) {
        return decodeUtf16(bytes.sliced(2), QStringConverter::Utf16LE);
    }
    if (bytes.startsWith("\xFE\xFF")) {
        return decodeUtf16(bytes.sliced(2), QStringConverter::Utf16BE);
    }
    if (bytes.startsWith("\xEF\xBB\xBF")) {
        return {QString::fromUtf8(bytes.sliced(3)), TextEncoding::Utf8, countUtf8(bytes).bad > 0};
    }
    if (isWide(bytes, 1)) {
        return decodeUtf16(bytes, QStringConverter::Utf16LE);
    }
    if (isWide(bytes, 0)) {
        return decodeUtf16(bytes, QStringConverter::Utf16BE);
    }
    const Utf8Count count = countUtf8(bytes);
    if (count.bad == 0 || count.good > count.bad * 4) {
        return {QString::fromUtf8(bytes), TextEncoding::Utf8, count.bad > 0};
    }
    const TextEncoding page =
        hasArabicWords(bytes) ? TextEncoding::Windows1256 : TextEncoding::Windows1252;
    const QString text = decodePage(bytes, page);
    return {text, page, text.contains(QChar::ReplacementCharacter)};
}

} // namespace

DecodedText decodeText(const QByteArray &bytes)
{
    DecodedText decoded = decode(bytes);
    if (decoded.text.contains(QChar::Null)) {
        decoded.text.replace(QChar::Null, QChar::ReplacementCharacter);
        decoded.broken = true;
    }
    return decoded;
}

QString decodeTag(const QByteArray &bytes)
{
    QString text = QString::fromUtf8(bytes);
    const bool isLatin = std::all_of(text.cbegin(), text.cend(), [](QChar one) { return one.unicode() <= 0xFF; });
    const bool isBroken = text.contains(QChar::ReplacementCharacter);
    if (isLatin || isBroken) {
        text = decodeText(isBroken ? bytes : text.toLatin1()).text;
    }
    return text.remove(QChar::ReplacementCharacter);
}

QChar windows1252(unsigned char byte)
{
    return letterOf(byte, TextEncoding::Windows1252);
}

} // namespace rawi
