#pragma once

#include <QStyledItemDelegate>

namespace rawi {

// A series in the list: its title in its own direction, how many episodes it has, and a lock when only its members see it.
class SeriesDelegate : public QStyledItemDelegate {
    Q_OBJECT

public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
};

} // namespace rawi
