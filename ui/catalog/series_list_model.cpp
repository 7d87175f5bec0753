#include "ui/catalog/series_list_model.h"

#include "core/replica/row_watch.h"
#include "core/text/direction.h"
#include "ui/text/names_text.h"

#include <algorithm>

namespace rawi {

SeriesListModel::SeriesListModel(Desk &desk, QObject *parent) : QAbstractListModel(parent), m_desk(desk)
{
    new RowWatch(desk.replica(), {recordInfo<Series>().name, recordInfo<Episode>().name}, this, [this] { reload(); });
    reload();
}

void SeriesListModel::reload()
{
    const auto rows = m_desk.replica().rows(recordInfo<Series>());
    if (!rows.ok()) {
        return; // what was read last stays
    }
    QList<Row> now;
    for (const QJsonObject &row : *rows) {
        Row one{fromJson<Series>(row), 0, {}};
        one.order = {nameOrder(titleText(one.series.titleAr, one.series.titleEn)), one.series.id.text()};
        if (const auto episodes = m_desk.replica().where<Episode>("series_id", one.series.id.text()); episodes.ok()) {
            one.episodes = episodes->size();
        }
        now.append(one);
    }
    std::sort(now.begin(), now.end(), [](const Row &a, const Row &b) { return a.order < b.order; });
    const bool sameRows = std::equal(now.cbegin(), now.cend(), m_rows.cbegin(), m_rows.cend(),
                                     [](const Row &a, const Row &b) { return a.series.id == b.series.id; });
    if (sameRows) {
        m_rows = std::move(now);
        if (!m_rows.isEmpty()) {
            Q_EMIT dataChanged(index(0), index(rowCount() - 1));
        }
        return;
    }
    beginResetModel();
    m_rows = std::move(now);
    endResetModel();
}

QString SeriesListModel::accessText(const Series &series)
{
    return series.scope.isNull() ? QString()
                                 : tr("Only its %n member(s) may see the series", nullptr,
                                      static_cast<int>(series.members.size()));
}

std::optional<Series> SeriesListModel::seriesAt(int row) const
{
    return row >= 0 && row < m_rows.size() ? std::optional<Series>(m_rows.at(row).series) : std::nullopt;
}

int SeriesListModel::rowOf(const Id<Series> &id) const
{
    const auto at = std::find_if(m_rows.cbegin(), m_rows.cend(), [&](const Row &row) { return row.series.id == id; });
    return at == m_rows.cend() ? -1 : static_cast<int>(at - m_rows.cbegin());
}

int SeriesListModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

QVariant SeriesListModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) {
        return {};
    }
    const Row &row = m_rows.at(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return titleText(row.series.titleAr, row.series.titleEn);
    case Qt::AccessibleDescriptionRole: {
        const QString count = tr("%n episode(s)", nullptr, static_cast<int>(row.episodes));
        return row.series.scope.isNull() ? count : tr("%1 · members only").arg(isolate(count));
    }
    case Qt::ToolTipRole:
        return accessText(row.series);
    case RestrictedRole:
        return !row.series.scope.isNull();
    case IdRole:
        return QVariant::fromValue(row.series.id.uuid());
    case CountRole:
        return static_cast<int>(row.episodes);
    default:
        return {};
    }
}

} // namespace rawi
