#include "core/text/digits.h"

namespace rawi {

QString shapeDigits(const QString &text, DigitShape shape)
{
    constexpr char16_t kLatinZero = u'0';
    constexpr char16_t kArabicIndicZero = 0x0660;
    constexpr char16_t kExtendedZero = 0x06F0;
    QString shaped = text;
    for (QChar &one : shaped) {
        for (const char16_t zero : {kLatinZero, kArabicIndicZero, kExtendedZero}) {
            if (one.unicode() >= zero && one.unicode() < zero + 10) {
                const char16_t wanted = shape == DigitShape::Latin ? kLatinZero : kArabicIndicZero;
                one = QChar(static_cast<char16_t>(wanted + (one.unicode() - zero)));
                break;
            }
        }
    }
    return shaped;
}

std::optional<qint64> numberFromText(QStringView text)
{
    const QString latin = shapeDigits(text.toString(), DigitShape::Latin);
    const qsizetype digits = latin.startsWith(u'-') || latin.startsWith(u'+') ? 1 : 0;
    for (const QChar one : QStringView(latin).sliced(digits)) {
        if (one < u'0' || one > u'9') {
            return std::nullopt;
        }
    }
    bool isNumber = false;
    const qint64 number = latin.toLongLong(&isNumber);
    return isNumber ? std::optional(number) : std::nullopt;
}

} // namespace rawi
