#include "core/text/slug.h"

#include "core/text/digits.h"
#include "core/text/truncate.h"

#include <QStringList>

namespace rawi {

namespace {

constexpr char16_t kTatweel = 0x0640;

bool isVowelMark(QChar one)
{
    const char16_t code = one.unicode();
    return (code >= 0x064B && code <= 0x0652) || code == 0x0670 || (code >= 0x0610 && code <= 0x061A)
        || (code >= 0x06D6 && code <= 0x06ED && one.isMark());
}

// Accents of Latin letters go ("é" → "e"); hamza and madda belong to Arabic spelling and stay.
bool isLatinAccent(QChar one)
{
    return one.unicode() >= 0x0300 && one.unicode() <= 0x036F;
}

} // namespace

QString slug(const QString &text, int maxLength)
{
    QString spaced;
    const QString decomposed = text.normalized(QString::NormalizationForm_KD).toLower();
    for (const QChar one : decomposed) {
        if (isVowelMark(one) || isLatinAccent(one) || one.unicode() == kTatweel || one == QLatin1Char('\'')
            || one == QChar(0x2019) || one.category() == QChar::Other_Format) {
            continue;
        }
        spaced += one.isLetterOrNumber() || one.isMark() || one.isSurrogate() ? one : QChar(QLatin1Char(' '));
    }
    const QStringList words = shapeDigits(spaced.normalized(QString::NormalizationForm_C), DigitShape::Latin)
                                  .split(QLatin1Char(' '), Qt::SkipEmptyParts);
    QString made;
    for (const QString &word : words) {
        const QString longer = made.isEmpty() ? truncated(word, maxLength) : made + QLatin1Char('-') + word;
        if (longer.size() > maxLength) {
            break;
        }
        made = longer;
    }
    return made;
}

QString bilingualSlug(const QString &titleEn, const QString &titleAr, int maxLength)
{
    const QString english = slug(titleEn, maxLength);
    return english.isEmpty() ? slug(titleAr, maxLength) : english;
}

} // namespace rawi
