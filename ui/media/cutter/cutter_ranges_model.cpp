#include "ui/media/cutter/cutter_ranges_model.h"

#include "ui/text/format_text.h"

namespace rawi {

CutterRangesModel::CutterRangesModel(CutterPresenter &presenter, QObject *parent)
    : QAbstractTableModel(parent), m_presenter(presenter)
{
    connect(&presenter, &CutterPresenter::changed, this, &CutterRangesModel::refresh);
    refresh();
}

void CutterRangesModel::refresh()
{
    const qsizetype rows = m_presenter.list().ranges().size();
    if (rows != m_rows) {
        beginResetModel();
        m_rows = rows;
        endResetModel();
    } else if (rows > 0) {
        Q_EMIT dataChanged(index(0, 0), index(int(rows) - 1, ColumnCount - 1));
    }
}

int CutterRangesModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows);
}

int CutterRangesModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(ColumnCount);
}

QVariant CutterRangesModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || index.row() >= m_presenter.list().ranges().size()) {
        return {};
    }
    const EditRange range = m_presenter.list().ranges().at(index.row());
    const CutterSource &source = m_presenter.sourceOf(index.row());
    if (role == Qt::TextAlignmentRole) {
        return QVariant::fromValue(Qt::Alignment(Qt::AlignLeading | Qt::AlignVCenter));
    }
    if (role != Qt::DisplayRole) {
        return {};
    }
    switch (index.column()) {
    case FileColumn:
        return source.name;
    case FromColumn:
        return timecodeText(range.fromUs / 1000, source.fps());
    case ToColumn:
        return timecodeText(range.toUs / 1000, source.fps());
    default:
        return timecodeText(range.lengthUs() / 1000, source.fps());
    }
}

QVariant CutterRangesModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (role == Qt::TextAlignmentRole && orientation == Qt::Horizontal) {
        return QVariant::fromValue(Qt::Alignment(Qt::AlignLeading | Qt::AlignVCenter));
    }
    if (role != Qt::DisplayRole || orientation != Qt::Horizontal) {
        return {};
    }
    switch (section) {
    case FileColumn:
        return tr("File");
    case FromColumn:
        return tr("From");
    case ToColumn:
        return tr("To");
    default:
        return tr("Length");
    }
}

void CutterRangesModel::retranslate()
{
    Q_EMIT headerDataChanged(Qt::Horizontal, 0, ColumnCount - 1);
}

} // namespace rawi
