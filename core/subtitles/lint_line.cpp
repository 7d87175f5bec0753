#include "core/subtitles/lint_line.h"

#include "core/base/literals.h"
#include "core/subtitles/cue_markup.h"

#include <QRegularExpression>

namespace rawi::detail {

bool isArabicLetter(QChar one)
{
    return one.isLetter() && one.script() == QChar::Script_Arabic;
}

bool isLatinLetter(QChar one)
{
    return one.isLetter() && one.script() == QChar::Script_Latin;
}

bool isMark(QChar one)
{
    return QStringView(u".,;:?!،؛؟").contains(one);
}

bool isSpace(QChar one)
{
    return one == u' ' || one == u'\t';
}

bool isOpener(QChar one)
{
    return QStringView(u"([{«“").contains(one);
}

bool isCloser(QChar one)
{
    return QStringView(u")]}»”").contains(one);
}

LintLine::LintLine(QStringView text, qsizetype offset, Direction column) : m_offset(offset)
{
    int arabic = 0;
    int latin = 0;
    for (qsizetype i = 0; i < text.size();) {
        if (const qsizetype tag = tagLength(text, i)) {
            i += tag;
            continue;
        }
        arabic += isArabicLetter(text[i]);
        latin += isLatinLetter(text[i]);
        m_shown += text[i];
        m_places.append(offset + i++);
    }
    m_arabic = column == Direction::RightToLeft && arabic > 0 && arabic >= latin;
    m_english = column == Direction::LeftToRight && latin > 0 && latin >= arabic;
    guardAddresses();
}

void LintLine::guardAddresses()
{
    static const QRegularExpression address(
        uR"((?:[a-z][a-z0-9+.-]*://|www\.)\S+|[\w.+-]+@[\w.-]+|@\w+|#\w+|[a-z0-9-]+(?:\.[a-z0-9-]+)+(?:/\S*)?)"_s,
        QRegularExpression::CaseInsensitiveOption | QRegularExpression::UseUnicodePropertiesOption);
    m_guarded = QList<bool>(m_shown.size(), false);
    auto found = address.globalMatch(m_shown);
    while (found.hasNext()) {
        const QRegularExpressionMatch one = found.next();
        for (qsizetype i = one.capturedStart(); i < one.capturedEnd(); ++i) {
            m_guarded[i] = true;
        }
    }
}

QChar LintLine::letterBefore(qsizetype i) const
{
    while (--i >= 0) {
        if (m_shown[i].isLetter()) {
            return m_shown[i];
        }
    }
    return {};
}

QChar LintLine::beside(qsizetype i, int step) const
{
    do {
        i += step;
    } while (isSpace(at(i)));
    return at(i);
}

} // namespace rawi::detail
