#include "core/text/visible.h"

#include "core/base/literals.h"
#include "core/text/arabic_folding.h"

#include <unicode/uchar.h>

#include <algorithm>

namespace rawi {

namespace {

bool isVisible(char32_t character)
{
    constexpr char32_t kStretcher = 0x0640; // tatweel
    constexpr char32_t kBlankBraille = 0x2800;
    constexpr char32_t kObjectPlace = 0xFFFC;
    constexpr char32_t kNullNotehead = 0x1D159;
    switch (QChar::category(character)) {
    case QChar::Mark_NonSpacing:
    case QChar::Mark_SpacingCombining:
    case QChar::Mark_Enclosing:
    case QChar::Separator_Space:
    case QChar::Separator_Line:
    case QChar::Separator_Paragraph:
    case QChar::Other_Control:
    case QChar::Other_Format:
    case QChar::Other_Surrogate:
    case QChar::Other_NotAssigned:
        return false;
    default:
        break;
    }
    return character != kStretcher && character != kBlankBraille && character != kObjectPlace && character != kNullNotehead
        && !u_hasBinaryProperty(static_cast<UChar32>(character), UCHAR_DEFAULT_IGNORABLE_CODE_POINT);
}

} // namespace

bool hasVisible(QStringView text)
{
    const QList<uint> characters = text.toUcs4();
    return std::any_of(characters.begin(), characters.end(), [](uint one) { return isVisible(one); });
}

bool isControl(QChar character)
{
    return character.category() == QChar::Other_Control;
}

QString withEscapedControls(const QString &text)
{
    QString shown;
    shown.reserve(text.size());
    for (const QChar one : text) {
        if (!isControl(one)) {
            shown += one;
        } else if (one == u'\n' || one == u'\t' || one == u'\r') {
            shown += one == u'\n' ? u"\\n"_s : one == u'\t' ? u"\\t"_s : u"\\r"_s;
        } else {
            shown += u"\\u%1"_s.arg(one.unicode(), 4, 16, QLatin1Char('0'));
        }
    }
    return shown;
}

QString readerKey(const QString &text)
{
    return foldForSearch(text).simplified();
}

} // namespace rawi
