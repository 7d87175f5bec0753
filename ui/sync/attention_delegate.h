#pragma once

#include <QStyledItemDelegate>

namespace rawi {

// A row of the attention list: an icon of its kind, what it is about, and why it is here.
class AttentionDelegate : public QStyledItemDelegate {
    Q_OBJECT

public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
};

} // namespace rawi
