#pragma once

#include <QStyledItemDelegate>

namespace rawi {

// A preset in the list: its name in its own direction and what it makes; a heading above each group.
class PresetDelegate : public QStyledItemDelegate {
    Q_OBJECT

public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
};

} // namespace rawi
