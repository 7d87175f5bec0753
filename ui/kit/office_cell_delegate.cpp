#include "ui/kit/office_cell_delegate.h"

#include "ui/kit/office_list_model.h"
#include "ui/kit/state_pill.h"
#include "ui/kit/theme.h"

#include <QAbstractItemView>
#include <QApplication>
#include <QHelpEvent>
#include <QPainter>
#include <QToolTip>

namespace rawi {

namespace {

constexpr int kMargin = 8;

// Rows are chosen, so the whole row is under the mouse and not the cell.
bool isRowHovered(const QStyleOptionViewItem &option, const QModelIndex &index)
{
    const auto *view = qobject_cast<const QAbstractItemView *>(option.widget);
    return view && view->viewport()->underMouse()
        && view->indexAt(view->viewport()->mapFromGlobal(QCursor::pos())).row() == index.row();
}

} // namespace

void OfficeCellDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    QStyleOptionViewItem item = option;
    initStyleOption(&item, index);
    item.state.setFlag(QStyle::State_MouseOver, isRowHovered(item, index));
    const QString text = std::exchange(item.text, {});
    const QStyle *style = item.widget ? item.widget->style() : QApplication::style();
    style->drawControl(QStyle::CE_ItemViewItem, &item, painter, item.widget);
    painter->save();
    painter->setFont(item.font);
    const QRect place = item.rect.adjusted(kMargin, 0, -kMargin, 0);
    const QVariant tone = index.data(OfficeListModel::ToneRole);
    const auto side = static_cast<TextSide>(index.data(OfficeListModel::SideRole).toInt());
    if (tone.isValid()) {
        paintPill(*painter, place, text, static_cast<Tone>(tone.toInt()), item.direction, item.palette, side == TextSide::End);
    } else {
        painter->setPen(themeTokens(item.palette).text);
        paintText(*painter, place, text, item.direction, side);
    }
    if (item.state.testFlag(QStyle::State_HasFocus)) { // rows are selected, a cell has the focus
        painter->setPen(themeTokens(item.palette).accent);
        painter->drawRect(item.rect.adjusted(0, 0, -1, -1));
    }
    painter->restore();
}

bool OfficeCellDelegate::helpEvent(QHelpEvent *event, QAbstractItemView *view, const QStyleOptionViewItem &option,
                                   const QModelIndex &index)
{
    QStyleOptionViewItem item = option;
    initStyleOption(&item, index);
    const bool isCut = item.fontMetrics.horizontalAdvance(item.text) > item.rect.width() - 2 * kMargin;
    if (event->type() != QEvent::ToolTip || !isCut || index.data(Qt::ToolTipRole).isValid()) {
        return QStyledItemDelegate::helpEvent(event, view, option, index);
    }
    QToolTip::showText(event->globalPos(), item.text, view);
    return true;
}

} // namespace rawi
