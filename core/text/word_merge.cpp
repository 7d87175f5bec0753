#include "core/text/word_merge.h"

#include "core/base/literals.h"
#include "core/text/open_bidi_spans.h"

#include <QList>
#include <QTextBoundaryFinder>

#include <algorithm>
#include <vector>

namespace rawi {

namespace {

// Beyond this many differing words the middle of the two texts counts as one edit: keeps time and memory of
// the comparison small (a rewritten text cannot be merged by word anyway).
constexpr int kMaxEdits = 1500;

// For each word of `from`, its partner in `to`, or -1: a shortest edit script (Myers 1986, "An O(ND)
// difference algorithm").
class Alignment {
public:
    Alignment(const QStringList &from, const QStringList &to)
        : m_from(from), m_to(to), m_partner(from.size(), -1)
    {
        qsizetype head = 0;
        while (head < from.size() && head < to.size() && from[head] == to[head]) {
            m_partner[head] = head;
            ++head;
        }
        qsizetype fromEnd = from.size();
        qsizetype toEnd = to.size();
        while (fromEnd > head && toEnd > head && from[fromEnd - 1] == to[toEnd - 1]) {
            m_partner[--fromEnd] = --toEnd;
        }
        m_begin = head;
        m_rows = fromEnd - head;
        m_columns = toEnd - head;
        search();
    }

    const QList<qsizetype> &partners() const { return m_partner; }

private:
    bool same(qsizetype x, qsizetype y) const { return m_from[m_begin + x] == m_to[m_begin + y]; }

    void search()
    {
        const qsizetype most = std::min<qsizetype>(m_rows + m_columns, kMaxEdits);
        std::vector<qsizetype> reach(static_cast<size_t>(2 * most + 3), 0);
        std::vector<std::vector<qsizetype>> history;
        for (qsizetype edits = 0; edits <= most; ++edits) {
            history.emplace_back(reach.begin() + most - edits, reach.begin() + most + edits + 3);
            for (qsizetype k = -edits; k <= edits; k += 2) {
                const size_t at = static_cast<size_t>(most + 1 + k);
                const bool down = k == -edits || (k != edits && reach[at - 1] < reach[at + 1]);
                qsizetype x = down ? reach[at + 1] : reach[at - 1] + 1;
                while (x < m_rows && x - k < m_columns && same(x, x - k)) {
                    ++x;
                }
                reach[at] = x;
                if (x >= m_rows && x - k >= m_columns) {
                    walkBack(history, edits);
                    return;
                }
            }
        }
    }

    void walkBack(const std::vector<std::vector<qsizetype>> &history, qsizetype edits)
    {
        qsizetype x = m_rows;
        qsizetype y = m_columns;
        for (; edits >= 0; --edits) {
            const std::vector<qsizetype> &reach = history[static_cast<size_t>(edits)];
            const qsizetype k = x - y;
            const auto at = [&](qsizetype diagonal) {
                return reach[static_cast<size_t>(diagonal + edits + 1)];
            };
            const bool down = k == -edits || (k != edits && at(k - 1) < at(k + 1));
            const qsizetype before = edits == 0 ? 0 : down ? at(k + 1) : at(k - 1) + 1;
            while (x > before) {
                m_partner[m_begin + --x] = m_begin + --y;
            }
            if (edits > 0) {
                down ? --y : --x;
            }
        }
    }

    const QStringList &m_from;
    const QStringList &m_to;
    QList<qsizetype> m_partner;
    qsizetype m_begin = 0;
    qsizetype m_rows = 0;
    qsizetype m_columns = 0;
};

QStringView sliceText(const QStringList &words, qsizetype from, qsizetype to, QString &storage)
{
    storage.clear();
    for (qsizetype i = from; i < to; ++i) {
        storage += words[i];
    }
    return storage;
}

constexpr qsizetype kMaxOneLine = 300; // UTF-16 units
constexpr int kNearWords = 1;

// Whether edits of both sides are so near that their words together say what neither side wrote: in one sentence where a
// number is changed, and in a text of one line next to each other or next but one.
class Nearness {
public:
    Nearness(const QString &base, const QString &mine, const QString &theirs, Nearby nearby)
        : m_isOneLine(nearby == Nearby::Words && base.size() <= kMaxOneLine && !(base + mine + theirs).contains(u'\n'))
    {
    }

    // A word that both sides kept.
    void keep(const QString &word)
    {
        static const QString kEnds = u".!?\u061F\u06D4\u2026"_s;
        const bool ends = word.contains(u'\n') || word.contains(QChar::ParagraphSeparator)
            || (!word.isEmpty() && kEnds.contains(word.front()));
        m_words += std::any_of(word.begin(), word.end(), [](QChar one) { return one.isLetterOrNumber(); }) ? 1 : 0;
        if (ends) {
            m_mine = m_theirs = {};
            m_words = 0;
        }
    }

    // A stretch that one side changed from `before` to `after`. Answers with whether the other side's last one is too near.
    bool change(bool isMine, QStringView before, QStringView after)
    {
        const auto isDigit = [](QChar one) { return one.isNumber(); };
        const bool isNumber = std::any_of(before.begin(), before.end(), isDigit) || std::any_of(after.begin(), after.end(), isDigit);
        Edit &own = isMine ? m_mine : m_theirs;
        const Edit &other = isMine ? m_theirs : m_mine;
        const bool isClose = m_isOneLine && m_words - other.at <= kNearWords;
        const bool clash = other.isThere && (isNumber || other.isNumber || isClose);
        own = {true, own.isNumber || isNumber, m_words};
        return clash;
    }

private:
    struct Edit { // the last one of a side in this sentence
        bool isThere = false;
        bool isNumber = false; // it, or one before it in the sentence
        int at = 0;            // words kept before it
    };

    bool m_isOneLine;
    int m_words = 0; // kept in this sentence
    Edit m_mine;
    Edit m_theirs;
};

// One stretch between two words that both edits kept. False when both changed it, differently.
bool mergeStretch(QStringView base, QStringView mine, QStringView theirs, QString &merged)
{
    if (mine == base || mine == theirs) {
        merged += theirs;
        return true;
    }
    merged += mine;
    return theirs == base;
}

} // namespace

QStringList splitWords(const QString &text)
{
    QStringList words;
    QTextBoundaryFinder finder(QTextBoundaryFinder::Word, text);
    OpenBidiSpans open;
    qsizetype start = 0;
    for (qsizetype end = finder.toNextBoundary(); end >= 0; end = finder.toNextBoundary()) {
        const QString piece = text.mid(start, end - start);
        start = end;
        const qsizetype before = open.count();
        open.pass(piece);
        if (before > 0 && !endsParagraph(piece)) {
            words.last() += piece;
        } else {
            words.append(piece);
        }
    }
    return words;
}

namespace {

std::optional<QString> merged(const QString &base, const QString &mine, const QString &theirs, Nearness *near)
{
    const QStringList baseWords = splitWords(base.normalized(QString::NormalizationForm_C));
    const QStringList mineWords = splitWords(mine.normalized(QString::NormalizationForm_C));
    const QStringList theirWords = splitWords(theirs.normalized(QString::NormalizationForm_C));
    const QList<qsizetype> inMine = Alignment(baseWords, mineWords).partners();
    const QList<qsizetype> inTheirs = Alignment(baseWords, theirWords).partners();
    QString all;
    QString baseText, mineText, theirText;
    qsizetype baseAt = 0, mineAt = 0, theirsAt = 0;
    for (qsizetype i = 0; i <= baseWords.size(); ++i) {
        const bool last = i == baseWords.size();
        if (!last && (inMine[i] < 0 || inTheirs[i] < 0)) {
            continue;
        }
        const qsizetype mineEnd = last ? mineWords.size() : inMine[i];
        const qsizetype theirsEnd = last ? theirWords.size() : inTheirs[i];
        const QStringView before = sliceText(baseWords, baseAt, i, baseText);
        const QStringView ours = sliceText(mineWords, mineAt, mineEnd, mineText);
        const QStringView others = sliceText(theirWords, theirsAt, theirsEnd, theirText);
        const bool isSame = ours == others; // both wrote it: nobody's sentence is changed by it
        const bool clash = near != nullptr && !isSame
            && ((ours != before && near->change(true, before, ours)) || (others != before && near->change(false, before, others)));
        if (clash || !mergeStretch(before, ours, others, all)) {
            return std::nullopt;
        }
        if (!last) {
            all += baseWords[i];
        }
        if (!last && near != nullptr) {
            near->keep(baseWords[i]);
        }
        baseAt = i + 1;
        mineAt = mineEnd + 1;
        theirsAt = theirsEnd + 1;
    }
    return all;
}

} // namespace

std::optional<QString> mergeWords(const QString &base, const QString &mine, const QString &theirs)
{
    return merged(base, mine, theirs, nullptr);
}

std::optional<QString> mergeSentences(const QString &base, const QString &mine, const QString &theirs, Nearby nearby)
{
    Nearness near(base, mine, theirs, nearby);
    return merged(base, mine, theirs, &near);
}

} // namespace rawi
