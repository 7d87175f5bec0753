#pragma once

#include "core/text/direction.h"

#include <QList>
#include <QStringView>

namespace rawi::detail {

bool isArabicLetter(QChar one);
bool isLatinLetter(QChar one);
bool isMark(QChar one); // . , ; : ? ! and ، ؛ ؟
bool isSpace(QChar one); // space and tab, not the no-break space
bool isOpener(QChar one); // ( [ { « “
bool isCloser(QChar one); // ) ] } » ”

// One line of a cue as its reader sees it: without tags, each character with its place in the cue's text.
class LintLine {
public:
    LintLine(QStringView text, qsizetype offset, Direction column);

    qsizetype size() const { return m_shown.size(); }
    // U+0000 outside the line.
    QChar at(qsizetype i) const { return i >= 0 && i < m_shown.size() ? m_shown[i] : QChar(); }
    qsizetype place(qsizetype i) const { return m_places[i]; }
    // Behind the last shown character, or the line's start.
    qsizetype endPlace() const { return m_places.isEmpty() ? m_offset : m_places.last() + 1; }
    // Whether the character is part of an address (a URL, a domain, an e-mail address).
    bool isGuarded(qsizetype i) const { return m_guarded[i]; }
    // In an Arabic column and mostly Arabic; in an English column and mostly Latin.
    bool isArabic() const { return m_arabic; }
    bool isEnglish() const { return m_english; }
    QStringView shown() const { return m_shown; }

    // The letter before (or nothing), whatever stands between.
    QChar letterBefore(qsizetype i) const;
    // The nearest character that is no space, in this direction (-1 or 1) from `i`.
    QChar beside(qsizetype i, int step) const;

private:
    void guardAddresses();

    QString m_shown;
    QList<qsizetype> m_places;
    QList<bool> m_guarded;
    qsizetype m_offset;
    bool m_arabic = false;
    bool m_english = false;
};

} // namespace rawi::detail
