#include "core/subtitles/line_lint.h"

#include "core/base/literals.h"
#include "core/subtitles/lint_line.h"

#include <algorithm>

namespace rawi {

using namespace detail;

namespace {

// More rounds than any text needs: each round ends one kind of finding, and fixes make at most two further
// kinds.
constexpr int kMaxRounds = 100;

LintFinding report(LintKind kind, qsizetype at, qsizetype length)
{
    return {kind, at, length, {}};
}

LintFinding fix(LintKind kind, TextEdit edit)
{
    return {kind, edit.at, edit.remove, {std::move(edit)}};
}

QString counterpart(QChar mark, bool toArabic)
{
    constexpr QStringView latin = u"?,;";
    constexpr QStringView arabic = u"؟،؛";
    const qsizetype found = (toArabic ? latin : arabic).indexOf(mark);
    return found < 0 ? QString() : QString((toArabic ? arabic : latin)[found]);
}

bool isQuote(QChar one)
{
    return one == u'"' || one == u'\'' || isOpener(one) || isCloser(one);
}

// A mark that is spoken of ("the sign ',' …"), part of a number, or of a face.
bool standsForItself(const LintLine &line, qsizetype i)
{
    const QChar before = line.at(i - 1);
    const QChar after = line.at(i + 1);
    const bool quoted = isQuote(before) && isQuote(after) && !isCloser(before);
    const bool inNumber = before.digitValue() >= 0 && after.digitValue() >= 0;
    const bool face = !before.isLetterOrNumber() && (after == u')' || after == u'(' || after == u'-');
    return quoted || inNumber || face;
}

void lintForeignMarks(const LintLine &line, QList<LintFinding> &findings)
{
    if (!line.isArabic() && !line.isEnglish()) {
        return;
    }
    for (qsizetype i = 0; i < line.size(); ++i) {
        const QString right = counterpart(line.at(i), line.isArabic());
        if (right.isEmpty() || line.isGuarded(i) || standsForItself(line, i)) {
            continue;
        }
        const QChar letter = line.letterBefore(i);
        const bool belongs =
            line.isArabic() ? isArabicLetter(letter) : isLatinLetter(letter) && !isSpace(line.at(i - 1));
        if (belongs) {
            findings.append(fix(LintKind::ForeignMark, {line.place(i), 1, right}));
        }
    }
}

// ".مرحبا", "؟!نعم": one to three closing marks before the first letter of an Arabic line that ends without
// one. Dots in a row are left: a line may go on from the one before with "…" or "...".
void lintMisplacedMark(const LintLine &line, QList<LintFinding> &findings)
{
    qsizetype marks = 0;
    while (isMark(line.at(marks))) {
        ++marks;
    }
    const QStringView run = line.shown().first(marks);
    if (!line.isArabic() || marks == 0 || marks > 3 || run.count(u'.') > 1
        || !isArabicLetter(line.at(marks))) {
        return;
    }
    qsizetype last = line.size() - 1;
    while (isSpace(line.at(last)) || isBidiControl(line.at(last))) {
        --last;
    }
    const QChar end = line.at(last);
    LintFinding finding =
        report(LintKind::MisplacedMark, line.place(0), line.place(marks - 1) + 1 - line.place(0));
    if (!isMark(end) && end != u'…' && end != u'-' && end != u'–' && end != u'—') {
        QString moved;
        for (qsizetype i = 0; i < marks; ++i) {
            finding.edits.append({line.place(i), 1, {}});
            moved.prepend(line.at(i)); // what was seen from left to right is read from right to left
        }
        finding.edits.append({line.place(last) + 1, 0, moved});
    }
    findings.append(finding);
}

void lintSpaceRuns(const LintLine &line, QList<LintFinding> &findings)
{
    for (qsizetype i = 0; i < line.size(); ++i) {
        if (!isSpace(line.at(i))) {
            continue;
        }
        qsizetype end = i;
        while (isSpace(line.at(end))) {
            ++end;
        }
        const bool atEdge = i == 0 || end == line.size();
        LintFinding finding =
            report(LintKind::SpaceRun, line.place(i), line.place(end - 1) + 1 - line.place(i));
        for (qsizetype extra = atEdge ? i : i + 1; extra < end; ++extra) {
            finding.edits.append({line.place(extra), 1, {}});
        }
        if (finding.isFixable()) {
            findings.append(finding);
        }
        i = end;
    }
}

void lintSpaceBeforeMarks(const LintLine &line, QList<LintFinding> &findings)
{
    for (qsizetype i = 2; i < line.size(); ++i) {
        if (!isMark(line.at(i)) || !isSpace(line.at(i - 1)) || line.isGuarded(i)) {
            continue;
        }
        const QChar before = line.at(i - 2);
        const QChar after = line.at(i + 1);
        const bool closes = after.isNull() || isSpace(after) || isCloser(after) || isMark(after);
        const bool face = (line.at(i) == u':' || line.at(i) == u';') && isCloser(after);
        const bool spacedDots = line.at(i) == u'.' && (after == u'.' || line.beside(i, 1) == u'.');
        const bool ratio = before.digitValue() >= 0 && line.beside(i, 1).digitValue() >= 0;
        const bool word = before.isLetterOrNumber() || before.isMark() || isCloser(before) || before == u'"';
        // "the mark ؟ is": spoken of, between spaces, in a line of the other script.
        const bool spokenOf = line.isEnglish() && !counterpart(line.at(i), false).isEmpty();
        if (word && closes && !face && !spacedDots && !ratio && !spokenOf) {
            findings.append(fix(LintKind::SpaceBeforeMark, {line.place(i - 1), 1, {}}));
        }
    }
}

void lintMissingSpaces(const LintLine &line, QList<LintFinding> &findings)
{
    for (qsizetype i = 1; line.isArabic() && i + 1 < line.size(); ++i) {
        const bool mark = line.at(i) == u'،' || line.at(i) == u'؛' || line.at(i) == u'؟';
        const bool between =
            (isArabicLetter(line.at(i - 1)) || line.at(i - 1).isMark()) && isArabicLetter(line.at(i + 1));
        if (mark && between && !line.isGuarded(i)) {
            findings.append(fix(LintKind::MissingSpace, {line.place(i) + 1, 0, u" "_s}));
        }
    }
}

// The controls of one line: an embedding ends with it (UAX #9 X1, BD9).
class ControlLint {
public:
    explicit ControlLint(const LintLine &line) : m_line(line) { }

    void run(QList<LintFinding> &findings)
    {
        for (qsizetype i = 0; i < m_line.size(); ++i) {
            look(i, findings);
        }
        QString closers;
        for (const qsizetype i : m_open) {
            closers.prepend(isIsolateStart(m_line.at(i)) ? QChar(0x2069) : QChar(0x202C));
        }
        if (!m_open.isEmpty()) {
            LintFinding finding = report(LintKind::UnclosedControl, m_line.place(m_open.first()), 1);
            finding.edits = {{m_line.endPlace(), 0, closers}};
            findings.append(finding);
        }
    }

private:
    static bool isIsolateStart(QChar one) { return one.unicode() >= 0x2066 && one.unicode() <= 0x2068; }
    static bool isOverride(QChar one) { return one.unicode() == 0x202D || one.unicode() == 0x202E; }

    void remove(qsizetype i, QList<LintFinding> &findings)
    {
        findings.append(fix(LintKind::StrayControl, {m_line.place(i), 1, {}}));
    }

    void look(qsizetype i, QList<LintFinding> &findings)
    {
        const QChar one = m_line.at(i);
        if (one == QChar(0xFEFF)) {
            remove(i, findings);
        } else if (opensBidiSpan(one)) {
            if (isOverride(one)) {
                findings.append(report(LintKind::OverrideControl, m_line.place(i), 1));
            }
            m_open.append(i);
        } else if (closesBidiSpan(one)) {
            close(i, findings);
        } else if (isBidiControl(one) && (m_line.at(i - 1) == one || isAmongItsOwn(i))) {
            remove(i, findings);
        }
    }

    void close(qsizetype i, QList<LintFinding> &findings)
    {
        const bool isolate = m_line.at(i).unicode() == 0x2069;
        if (m_open.isEmpty() || isIsolateStart(m_line.at(m_open.last())) != isolate) {
            remove(i, findings);
        } else if (m_open.takeLast() == i - 1) {
            LintFinding empty = report(LintKind::StrayControl, m_line.place(i - 1), 1);
            empty.edits = {{m_line.place(i - 1), 1, {}}, {m_line.place(i), 1, {}}};
            findings.append(empty);
        }
    }

    // A direction mark between two letters of its own direction does nothing.
    bool isAmongItsOwn(qsizetype i) const
    {
        const auto own = m_line.at(i).unicode() == 0x200E ? isLatinLetter : isArabicLetter;
        return own(m_line.at(i - 1)) && own(m_line.at(i + 1));
    }

    const LintLine &m_line;
    QList<qsizetype> m_open;
};

void lintTatweel(const LintLine &line, QList<LintFinding> &findings)
{
    constexpr char16_t kTatweel = 0x0640;
    for (qsizetype i = 0; i < line.size(); ++i) {
        qsizetype end = i;
        while (line.at(end) == QChar(kTatweel)) {
            ++end;
        }
        // One after a letter that ends a word is an abbreviation or a prefix ("هـ", "الـ").
        if (end > i && (end - i > 1 || isArabicLetter(line.at(end)))) {
            findings.append(
                report(LintKind::Tatweel, line.place(i), line.place(end - 1) + 1 - line.place(i)));
        }
        i = std::max(i, end);
    }
}

// A closing bracket that numbers a line ("1) …") or ends a face needs no partner.
bool needsNoPartner(const LintLine &line, qsizetype i)
{
    if (line.at(i) != u')' && line.at(i) != u'(') {
        return false;
    }
    const QChar before = line.at(i - 1);
    if (before == u':' || before == u';' || (before == u'-' && isMark(line.at(i - 2)))) {
        return true;
    }
    const QStringView head = line.shown().first(i).trimmed();
    return line.at(i) == u')' && !head.isEmpty() && head.size() <= 3
        && std::all_of(head.begin(), head.end(), [](QChar one) { return one.isLetterOrNumber(); });
}

// Pairs may reach over the lines of a cue.
void lintPairs(const QList<LintLine> &lines, QList<LintFinding> &findings)
{
    constexpr QStringView openers = u"([{«“";
    constexpr QStringView closers = u")]}»”";
    QList<std::pair<QChar, qsizetype>> open;
    for (const LintLine &line : lines) {
        for (qsizetype i = 0; i < line.size(); ++i) {
            const QChar one = line.at(i);
            const bool straight = one == u'"';
            const bool closesOne = !open.isEmpty()
                && (straight ? open.last().first == one
                             : isCloser(one) && open.last().first == openers[closers.indexOf(one)]);
            if (line.isGuarded(i) || (isCloser(one) && !closesOne && needsNoPartner(line, i))
                || (one == u'(' && needsNoPartner(line, i))) {
                continue;
            }
            if (closesOne) {
                open.removeLast();
            } else if (straight || isOpener(one)) {
                open.append({one, line.place(i)});
            } else if (isCloser(one)) {
                findings.append(report(LintKind::UnbalancedPair, line.place(i), 1));
            }
        }
    }
    for (const auto &[one, place] : open) {
        findings.append(report(LintKind::UnbalancedPair, place, 1));
    }
}

} // namespace

QList<LintFinding> lintText(const QString &text, Direction column)
{
    QList<LintLine> lines;
    qsizetype offset = 0;
    for (const QStringView line : QStringView(text).split(u'\n')) {
        lines.append(LintLine(line, offset, column));
        offset += line.size() + 1;
    }
    QList<LintFinding> findings;
    for (const LintLine &line : lines) {
        lintForeignMarks(line, findings);
        lintMisplacedMark(line, findings);
        lintSpaceRuns(line, findings);
        lintSpaceBeforeMarks(line, findings);
        lintMissingSpaces(line, findings);
        ControlLint(line).run(findings);
        lintTatweel(line, findings);
    }
    lintPairs(lines, findings);
    std::stable_sort(findings.begin(), findings.end(),
                     [](const LintFinding &a, const LintFinding &b) { return a.kind < b.kind; });
    return findings;
}

QString withEdits(const QString &text, const QList<TextEdit> &edits)
{
    QString edited = text;
    for (auto edit = edits.crbegin(); edit != edits.crend(); ++edit) {
        edited.replace(edit->at, edit->remove, edit->insert);
    }
    return edited;
}

QString fixText(const QString &text, Direction column)
{
    QString fixed = text;
    for (int round = 0; round < kMaxRounds; ++round) {
        const QList<LintFinding> findings = lintText(fixed, column);
        const auto first = std::find_if(findings.begin(), findings.end(),
                                        [](const LintFinding &one) { return one.isFixable(); });
        if (first == findings.end()) {
            break;
        }
        // Fixes of one kind do not touch each other, so they are done together.
        QList<TextEdit> edits;
        for (auto one = first; one != findings.end() && one->kind == first->kind; ++one) {
            edits += one->edits;
        }
        std::stable_sort(edits.begin(), edits.end(),
                         [](const TextEdit &a, const TextEdit &b) { return a.at < b.at; });
        fixed = withEdits(fixed, edits);
    }
    return fixed;
}

} // namespace rawi
