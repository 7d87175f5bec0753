#include "core/text/slug.h"

#include "core/base/literals.h"
#include "core/text/digits.h"
#include "core/text/truncate.h"

#include <QStringList>

namespace rawi {

namespace {

constexpr char32_t kTatweel = 0x0640;

bool isArabicMark(char32_t code)
{
    return QChar::isMark(code) && (QChar::script(code) == QChar::Script_Arabic || (code >= 0x064B && code <= 0x0670));
}

// What an address does without: vowels and signs over and under Arabic, but not hamza and madda, which belong to its spelling;
// accents of Latin letters ("é" → "e"); what only joins, stretches or chooses how a picture looks.
bool isPassedOver(char32_t code)
{
    const bool belongsToSpelling = code >= 0x0653 && code <= 0x0655;
    const bool isLatinAccent = code >= 0x0300 && code <= 0x036F;
    const bool isPictureStyle = (code >= 0xFE00 && code <= 0xFE0F) || (code >= 0xE0100 && code <= 0xE01EF)
        || QChar::category(code) == QChar::Mark_Enclosing;
    return (isArabicMark(code) && !belongsToSpelling) || isLatinAccent || isPictureStyle || code == kTatweel || code == U'\''
        || code == 0x2019 || QChar::category(code) == QChar::Other_Format;
}

} // namespace

QString slug(const QString &text, int maxLength)
{
    QString spaced;
    bool inWord = false; // a mark belongs to the letter before it
    const QList<uint> decomposed = text.normalized(QString::NormalizationForm_KD).toLower().toUcs4();
    for (const char32_t code : decomposed) {
        if (isPassedOver(code)) {
            continue;
        }
        inWord = QChar::isLetterOrNumber(code) || (inWord && QChar::isMark(code));
        spaced += inWord ? QString::fromUcs4(&code, 1) : u" "_s;
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
