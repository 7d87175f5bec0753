#include "ui/kit/office_cell_delegate.h"

#include "ui/kit/office_list_model.h"
#include "ui/kit/state_pill.h"
#include "ui/kit/theme.h"

#include <QApplication>
#include <QPainter>

namespace rawi {

void OfficeCellDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    QStyleOptionViewItem item = option;
    initStyleOption(&item, index);
    const QString text = std::exchange(item.text, {});
    const QStyle *style = item.widget ? item.widget->style() : QApplication::style();
    style->drawControl(QStyle::CE_ItemViewItem, &item, painter, item.widget);
    painter->save();
    painter->setFont(item.font);
    const QRect place = item.rect.adjusted(8, 0, -8, 0);
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

} // namespace rawi
