#include "ui/media/subtitles/subtitle_editor_model.h"

#include "core/subtitles/cue_time.h"
#include "ui/media/subtitles/subtitle_words.h"
#include "ui/text/format_text.h"

#include <algorithm>

namespace rawi {

namespace {

constexpr int kUndoSteps = 200;
constexpr qint64 kNewCueMs = 2000;

std::optional<SubtitleSide> sideOf(int column)
{
    switch (column) {
    case SubtitleEditorModel::ArabicColumn:
        return SubtitleSide::Arabic;
    case SubtitleEditorModel::EnglishColumn:
        return SubtitleSide::English;
    default:
        return std::nullopt;
    }
}

} // namespace

// One change of the lines, as the lines before and after it. Steps with the same key (typing in one field) are one.
class SubtitleEdit : public QUndoCommand {
public:
    SubtitleEdit(SubtitleEditorModel &model, const QString &words, const QList<SubtitleRow> &after, const QString &key)
        : QUndoCommand(words), m_model(model), m_before(model.m_rows), m_after(after), m_key(key)
    {
    }
    void redo() override { m_model.apply(m_after); }
    void undo() override { m_model.apply(m_before); }
    int id() const override { return m_key.isEmpty() ? -1 : 1; }
    bool mergeWith(const QUndoCommand *other) override
    {
        const auto *next = static_cast<const SubtitleEdit *>(other);
        if (next->m_key != m_key) {
            return false;
        }
        m_after = next->m_after;
        return true;
    }

private:
    SubtitleEditorModel &m_model;
    QList<SubtitleRow> m_before;
    QList<SubtitleRow> m_after;
    QString m_key;
};

SubtitleEditorModel::SubtitleEditorModel(QObject *parent) : QAbstractTableModel(parent)
{
    m_undo.setUndoLimit(kUndoSteps);
}

void SubtitleEditorModel::load(const QList<Cue> &arabic, const QList<Cue> &english)
{
    beginResetModel();
    m_rows = pairCues(arabic, english);
    m_marks.clear();
    endResetModel();
    m_undo.clear();
}

void SubtitleEditorModel::setProtectedSide(std::optional<SubtitleSide> side)
{
    m_protected = side;
    retranslate();
}

void SubtitleEditorModel::setLanguageNames(const QString &right, const QString &left)
{
    m_rightName = right;
    m_leftName = left;
    Q_EMIT headerDataChanged(Qt::Horizontal, 0, ColumnCount - 1);
}

void SubtitleEditorModel::retranslate()
{
    m_marks.clear();
    Q_EMIT headerDataChanged(Qt::Horizontal, 0, ColumnCount - 1);
    if (!m_rows.isEmpty()) {
        Q_EMIT dataChanged(index(0, 0), index(static_cast<int>(m_rows.size()) - 1, ColumnCount - 1));
    }
}

int SubtitleEditorModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int SubtitleEditorModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QList<SubtitleSide> SubtitleEditorModel::openSides() const
{
    QList<SubtitleSide> open;
    for (const SubtitleSide side : kSubtitleSides) {
        if (!isProtected(side)) {
            open.append(side);
        }
    }
    return open;
}

bool SubtitleEditorModel::isOpen(int row) const
{
    const QList<SubtitleSide> open = openSides();
    return std::any_of(open.begin(), open.end(), [&](SubtitleSide side) { return m_rows.at(row).at(side).has_value(); });
}

// Whose times a row shows: those of what is being worked on, else of the source.
std::optional<Cue> SubtitleEditorModel::shownCue(int row) const
{
    const SubtitleRow &line = m_rows.at(row);
    const SubtitleSide first = isProtected(SubtitleSide::Arabic) ? SubtitleSide::English : SubtitleSide::Arabic;
    return line.at(first) ? line.at(first) : line.at(otherSide(first));
}

QVariant SubtitleEditorModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) {
        return {};
    }
    const std::optional<Cue> cue = shownCue(index.row());
    if (role == StartMsRole || role == EndMsRole) {
        return cue ? (role == StartMsRole ? cue->startMs : cue->endMs) : 0;
    }
    if (role == Qt::ToolTipRole && index.column() == MarksColumn) {
        QStringList lines;
        for (const Mark &mark : marks(index.row())) {
            lines.append(mark.text);
        }
        return lines.join(u'\n');
    }
    if (role != Qt::DisplayRole && role != Qt::EditRole) {
        return {};
    }
    if (const auto side = sideOf(index.column())) {
        const std::optional<Cue> &one = m_rows.at(index.row()).at(*side);
        return one ? one->text : QString();
    }
    switch (index.column()) {
    case NumberColumn: // the delegate counts: a row's place is no data of its own
        return {};
    case StartColumn:
        return cue ? cueTimeText(cue->startMs) : QString();
    case EndColumn:
        return cue ? cueTimeText(cue->endMs) : QString();
    default: {
        const qsizetype count = marks(index.row()).size();
        return count > 0 ? countText(count) : QString();
    }
    }
}

QVariant SubtitleEditorModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole) {
        return {};
    }
    switch (section) {
    case NumberColumn:
        return tr("No.");
    case StartColumn:
        return tr("Start");
    case EndColumn:
        return tr("End");
    case ArabicColumn:
    case EnglishColumn: {
        const SubtitleSide side = *sideOf(section);
        return isProtected(side) ? tr("%1 (source, protected)").arg(languageName(side)) : languageName(side);
    }
    default:
        return tr("To check");
    }
}

Qt::ItemFlags SubtitleEditorModel::flags(const QModelIndex &index) const
{
    Qt::ItemFlags all = QAbstractTableModel::flags(index);
    if (!index.isValid()) {
        return all;
    }
    const auto side = sideOf(index.column());
    const bool isTime = index.column() == StartColumn || index.column() == EndColumn;
    all.setFlag(Qt::ItemIsEditable, side ? !isProtected(*side) : isTime);
    return all;
}

bool SubtitleEditorModel::setData(const QModelIndex &index, const QVariant &value, int role)
{
    if (role != Qt::EditRole || !flags(index).testFlag(Qt::ItemIsEditable)) {
        return false;
    }
    const auto side = sideOf(index.column());
    if (!side) {
        const std::optional<qint64> ms = parseCueTime(value.toString());
        return ms && (index.column() == StartColumn ? setStart(index.row(), *ms) : setEnd(index.row(), *ms));
    }
    QList<SubtitleRow> after = m_rows;
    std::optional<Cue> &cue = after[index.row()].at(*side);
    if (!cue) {
        if (value.toString().isEmpty()) {
            return false;
        }
        cue = after[index.row()].at(otherSide(*side)).value_or(Cue{});
        cue->settings.clear();
        cue->note.clear();
    }
    cue->text = value.toString();
    change(tr("Edit text"), after, u"%1/%2"_s.arg(index.row()).arg(index.column()));
    return true;
}

void SubtitleEditorModel::change(const QString &words, const QList<SubtitleRow> &after, const QString &mergeKey)
{
    if (after != m_rows) {
        m_undo.push(new SubtitleEdit(*this, words, after, mergeKey));
    }
}

// Only what differs is told, so that a selection stays where it is.
void SubtitleEditorModel::apply(const QList<SubtitleRow> &after)
{
    m_marks.clear();
    const qsizetype shorter = std::min(m_rows.size(), after.size());
    qsizetype head = 0;
    while (head < shorter && m_rows[head] == after[head]) {
        ++head;
    }
    qsizetype tail = 0;
    while (tail < shorter - head && m_rows[m_rows.size() - 1 - tail] == after[after.size() - 1 - tail]) {
        ++tail;
    }
    const int first = static_cast<int>(head);
    const qsizetype gone = m_rows.size() - after.size();
    if (gone > 0) {
        beginRemoveRows({}, first, first + static_cast<int>(gone) - 1);
        m_rows.remove(head, gone);
        endRemoveRows();
    } else if (gone < 0) {
        beginInsertRows({}, first, first - static_cast<int>(gone) - 1);
        m_rows.insert(head, -gone, SubtitleRow{});
        endInsertRows();
    }
    m_rows = after;
    if (!m_rows.isEmpty()) {
        // One more: what is said of a line may be about the one above it.
        const int last = static_cast<int>(std::min(m_rows.size() - 1, std::max(head, m_rows.size() - tail)));
        Q_EMIT dataChanged(index(std::min(first, last), 0), index(last, ColumnCount - 1));
    }
}

template <typename Change>
bool SubtitleEditorModel::changeRow(int row, const QString &words, const Change &changeCue)
{
    if (row < 0 || row >= m_rows.size()) {
        return false;
    }
    QList<SubtitleRow> after = m_rows;
    bool any = false;
    for (const SubtitleSide side : openSides()) {
        if (std::optional<Cue> &cue = after[row].at(side)) {
            changeCue(*cue);
            any = true;
        }
    }
    change(words, after);
    return any;
}

bool SubtitleEditorModel::setStart(int row, qint64 ms)
{
    return changeRow(row, tr("Set start"), [ms](Cue &cue) { cue.startMs = std::clamp<qint64>(ms, 0, kMaxCueTimeMs); });
}

bool SubtitleEditorModel::setEnd(int row, qint64 ms)
{
    return changeRow(row, tr("Set end"), [ms](Cue &cue) { cue.endMs = std::clamp<qint64>(ms, 0, kMaxCueTimeMs); });
}

void SubtitleEditorModel::nudge(const QList<int> &rows, qint64 byMs)
{
    QList<SubtitleRow> after = m_rows;
    for (const int row : rows) {
        for (const SubtitleSide side : openSides()) {
            std::optional<Cue> &cue = after[row].at(side);
            if (cue && cue->startMs + byMs >= 0 && cue->endMs + byMs <= kMaxCueTimeMs) {
                cue->startMs += byMs;
                cue->endMs += byMs;
            }
        }
    }
    change(tr("Move in time"), after);
}

int SubtitleEditorModel::insertAfter(int row, qint64 startMs)
{
    QList<SubtitleRow> after = m_rows;
    SubtitleRow added;
    for (const SubtitleSide side : openSides()) {
        added.at(side) = Cue{startMs, startMs + kNewCueMs, {}, {}, {}, {}};
    }
    after.insert(row + 1, added);
    change(tr("Insert line"), after);
    return row + 1;
}

void SubtitleEditorModel::split(int row, qint64 atMs)
{
    if (row < 0 || row >= m_rows.size()) {
        return;
    }
    QList<SubtitleRow> after = m_rows;
    SubtitleRow second;
    for (const SubtitleSide side : openSides()) {
        if (std::optional<Cue> &cue = after[row].at(side)) {
            const auto [first, rest] = splitCue(*cue, atMs);
            cue = first;
            second.at(side) = rest;
        }
    }
    if (second != SubtitleRow{}) {
        after.insert(row + 1, second);
        change(tr("Split line"), after);
    }
}

void SubtitleEditorModel::mergeWithNext(int row)
{
    if (row < 0 || row + 1 >= m_rows.size()) {
        return;
    }
    QList<SubtitleRow> after = m_rows;
    for (const SubtitleSide side : openSides()) {
        std::optional<Cue> &cue = after[row].at(side);
        std::optional<Cue> &next = after[row + 1].at(side);
        if (next) {
            cue = cue ? joinedCue(*cue, *next) : *next;
            next.reset();
        }
    }
    if (after[row + 1] == SubtitleRow{}) {
        after.removeAt(row + 1);
    }
    change(tr("Join lines"), after);
}

void SubtitleEditorModel::removeCues(const QList<int> &rows)
{
    QList<SubtitleRow> after = m_rows;
    for (const int row : rows) {
        for (const SubtitleSide side : openSides()) {
            after[row].at(side).reset();
        }
    }
    after.removeIf([](const SubtitleRow &row) { return row == SubtitleRow{}; });
    change(tr("Delete lines"), after);
}

template <typename Move>
Result<void> SubtitleEditorModel::moveAll(const QString &words, const Move &move)
{
    QList<SubtitleRow> after = m_rows;
    for (const SubtitleSide side : openSides()) {
        RAWI_ASSIGN(const QList<Cue> moved, move(cues(side)));
        qsizetype next = 0;
        for (SubtitleRow &row : after) {
            if (row.at(side)) {
                row.at(side) = moved[next++];
            }
        }
    }
    change(words, after);
    return {};
}

Result<void> SubtitleEditorModel::shiftAll(qint64 byMs)
{
    return moveAll(tr("Shift all"), [byMs](const QList<Cue> &cues) { return shiftedCues(cues, byMs); });
}

Result<void> SubtitleEditorModel::scaleAll(SyncPoint first, SyncPoint second)
{
    return moveAll(tr("Fit to two points"),
                   [first, second](const QList<Cue> &cues) { return scaledCues(cues, first, second); });
}

Result<void> SubtitleEditorModel::replaceSide(SubtitleSide side, const QList<Cue> &cues)
{
    if (isProtected(side)) {
        return Error{ErrorCode::Locked, tr("Source column"), u"the column is protected"_s, SubjectKind::Name};
    }
    const QList<Cue> other = cuesOf(m_rows, otherSide(side));
    change(tr("Import"), side == SubtitleSide::Arabic ? pairCues(cues, other) : pairCues(other, cues));
    return {};
}

Result<int> SubtitleEditorModel::replaceText(SubtitleSide side, const QString &needle, const QString &replacement, MatchMode mode)
{
    if (isProtected(side)) {
        return Error{ErrorCode::Locked, tr("Source column"), u"the column is protected"_s, SubjectKind::Name};
    }
    QList<SubtitleRow> after = m_rows;
    int count = 0;
    for (SubtitleRow &row : after) {
        if (std::optional<Cue> &cue = row.at(side)) {
            const Replaced replaced = replaceInText(cue->text, needle, replacement, mode);
            cue->text = replaced.text;
            count += replaced.count;
        }
    }
    change(tr("Replace"), after);
    return count;
}

int SubtitleEditorModel::findRow(SubtitleSide side, const QString &needle, MatchMode mode, int from) const
{
    const int count = rowCount();
    for (int i = 0; i < count; ++i) {
        const int row = (std::max(from, 0) + i) % count;
        const std::optional<Cue> &cue = m_rows[row].at(side);
        if (cue && !findInText(cue->text, needle, mode).isEmpty()) {
            return row;
        }
    }
    return -1;
}

QList<SubtitleEditorModel::Mark> SubtitleEditorModel::marksOf(int row, SubtitleSide side) const
{
    QList<Mark> found;
    const std::optional<Cue> &cue = m_rows[row].at(side);
    if (!cue) {
        return found;
    }
    for (const LintFinding &one : lintText(cue->text, directionOf(side))) {
        found.append({row, side, findingText(one.kind), one.isFixable() && !isProtected(side)});
    }
    int before = row - 1;
    while (before >= 0 && !m_rows[before].at(side)) {
        --before;
    }
    const QList<Cue> pair = before >= 0 ? QList<Cue>{*m_rows[before].at(side), *cue} : QList<Cue>{*cue};
    for (const CueFinding &one : checkCues(pair, CueLimits::of(directionOf(side)))) {
        if (one.cue == pair.size() - 1) {
            found.append({row, side, findingText(one), false});
        }
    }
    return found;
}

QList<SubtitleEditorModel::Mark> SubtitleEditorModel::marks(int row) const
{
    auto known = m_marks.constFind(row);
    if (known == m_marks.constEnd()) {
        known = m_marks.insert(row, marksOf(row, SubtitleSide::Arabic) + marksOf(row, SubtitleSide::English));
    }
    return *known;
}

QList<SubtitleEditorModel::Mark> SubtitleEditorModel::allMarks() const
{
    QList<Mark> all;
    for (int row = 0; row < rowCount(); ++row) {
        all += marks(row);
    }
    return all;
}

void SubtitleEditorModel::fixRow(int row)
{
    QList<SubtitleRow> after = m_rows;
    for (const SubtitleSide side : openSides()) {
        if (std::optional<Cue> &cue = after[row].at(side)) {
            cue->text = fixText(cue->text, directionOf(side));
        }
    }
    change(tr("Fix line"), after);
}

int SubtitleEditorModel::fixAll()
{
    QList<SubtitleRow> after = m_rows;
    int changed = 0;
    for (SubtitleRow &row : after) {
        const SubtitleRow before = row;
        for (const SubtitleSide side : openSides()) {
            if (std::optional<Cue> &cue = row.at(side)) {
                cue->text = fixText(cue->text, directionOf(side));
            }
        }
        changed += row != before;
    }
    change(tr("Fix all"), after);
    return changed;
}

int SubtitleEditorModel::rowAt(qint64 ms) const
{
    for (int row = 0; row < rowCount(); ++row) {
        const std::optional<Cue> cue = shownCue(row);
        if (cue && ms >= cue->startMs && ms < cue->endMs) {
            return row;
        }
    }
    return -1;
}

} // namespace rawi
