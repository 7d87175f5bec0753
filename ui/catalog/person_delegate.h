#pragma once

#include <QStyledItemDelegate>

namespace rawi {

// A person in the list of a series' members: a box to check, the name in its own direction, and what the person is.
class PersonDelegate : public QStyledItemDelegate {
    Q_OBJECT

public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
};

} // namespace rawi
