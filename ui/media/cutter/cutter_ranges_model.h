#pragma once

#include "ui/media/cutter/cutter_presenter.h"

#include <QAbstractTableModel>

namespace rawi {

// The ranges of the edit as a table, in order of play. Lives on the GUI thread.
class CutterRangesModel : public QAbstractTableModel {
    Q_OBJECT

public:
    enum Column { FileColumn, FromColumn, ToColumn, LengthColumn, ColumnCount };

    explicit CutterRangesModel(CutterPresenter &presenter, QObject *parent = nullptr);

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    void retranslate();

private:
    void refresh();

    CutterPresenter &m_presenter;
    qsizetype m_rows = 0;
};

} // namespace rawi
