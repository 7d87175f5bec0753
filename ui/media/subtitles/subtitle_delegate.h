#pragma once

#include <QStyledItemDelegate>

namespace rawi {

// A line of the subtitle editor: texts in their own direction, on the side where their column's language starts; times
// with Latin digits from left to right. GUI thread.
class SubtitleDelegate : public QStyledItemDelegate {
    Q_OBJECT

public:
    using QStyledItemDelegate::QStyledItemDelegate;
    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    QWidget *createEditor(QWidget *parent, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
};

} // namespace rawi
