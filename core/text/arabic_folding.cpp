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

constexpr char32_t kHamzaAbove = 0x0654;
constexpr QChar kHamza(0x0621);

// Whether a hamza that follows sits on a waw or ya; vowel marks between the two are gone already.
bool endsInSeat(const QString &folded)
{
    return folded.endsWith(QChar(0x0648)) || folded.endsWith(QChar(0x064A));
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
    case 0x06A4: // veh: ڤيديو is فيديو
        return 0x0641;
    default:
        return character;
    }
}

} // namespace

QString foldForSearch(const QString &text, HamzaSeats seats)
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
        if (character == kHamzaAbove && seats == HamzaSeats::Unified && endsInSeat(folded)) {
            folded.back() = kHamza;
        }
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

} // namespace rawi
