#pragma once

#include <QStyledItemDelegate>

namespace rawi {

// Paints a cell of an office list: each text in its own direction on the column's side, states as pills. GUI thread.
class OfficeCellDelegate : public QStyledItemDelegate {
    Q_OBJECT

public:
    using QStyledItemDelegate::QStyledItemDelegate;
    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    // The whole text of a cell that is too narrow for it.
    bool helpEvent(QHelpEvent *event, QAbstractItemView *view, const QStyleOptionViewItem &option,
                   const QModelIndex &index) override;
};

} // namespace rawi
