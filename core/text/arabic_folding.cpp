#include "core/text/arabic_folding.h"

#include <algorithm>

namespace rawi {

namespace {

bool isPlainAscii(const QString &text)
{
    return std::all_of(text.begin(), text.end(), [](QChar one) { return one.unicode() < 0x80; });
}

// Marks that a reader does not search by. Those of other scripts (Devanagari vowels …) are letters and stay.
bool isIgnorableMark(char32_t character)
{
    if (QChar::category(character) != QChar::Mark_NonSpacing) {
        return false;
    }
    const QChar::Script script = QChar::script(character);
    return script == QChar::Script_Inherited || script == QChar::Script_Arabic
        || script == QChar::Script_Hebrew;
}

bool isIgnored(char32_t character)
{
    constexpr char32_t kTatweel = 0x0640;
    return character == kTatweel || QChar::category(character) == QChar::Other_Format
        || isIgnorableMark(character);
}

// What decomposition leaves apart though readers take it for one letter.
char32_t unified(char32_t character)
{
    switch (character) {
    case 0x0671: // alef wasla
    case 0x0672: // alef with wavy hamza above
    case 0x0673: // alef with wavy hamza below
        return 0x0627;
    case 0x0649: // alef maksura
    case 0x06CC: // Farsi yeh
    case 0x06D2: // yeh barree
        return 0x064A;
    case 0x0629: // ta marbuta
    case 0x06C1: // heh goal
    case 0x06BE: // heh doachashmee
    case 0x06D5: // ae
        return 0x0647;
    case 0x06A9: // keheh
    case 0x06AA: // swash kaf
        return 0x0643;
    default:
        return character;
    }
}

} // namespace

QString foldForSearch(const QString &text)
{
    if (isPlainAscii(text)) {
        return text.toLower();
    }
    QString folded;
    folded.reserve(text.size());
    // Upper case first: Qt folds letter by letter, and only so "ß" becomes "ss".
    const QList<uint> characters =
        text.normalized(QString::NormalizationForm_KD).toUpper().toCaseFolded().toUcs4();
    for (const char32_t character : characters) {
        if (isIgnored(character)) {
            continue;
        }
        const int digit = QChar::digitValue(character);
        if (digit >= 0 && QChar::category(character) == QChar::Number_DecimalDigit) {
            folded += QLatin1Char(static_cast<char>('0' + digit));
        } else {
            folded += QChar::fromUcs4(unified(character));
        }
    }
    return folded.normalized(QString::NormalizationForm_KC);
}

QStringList searchTerms(const QString &text)
{
    QString folded = foldForSearch(text);
    for (QChar &one : folded) {
        if (!one.isLetterOrNumber() && !one.isMark() && !one.isSurrogate()) {
            one = QLatin1Char(' ');
        }
    }
    QStringList terms = folded.split(QLatin1Char(' '), Qt::SkipEmptyParts);
    terms.removeDuplicates();
    return terms;
}

} // namespace rawi
