#include "ui/media/studio/preset_delegate.h"

#include "ui/kit/text_paint.h"
#include "ui/kit/theme.h"
#include "ui/media/studio/preset_list_model.h"

#include <QPainter>

namespace rawi {

void PresetDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const ThemeTokens &tokens = themeTokens(option.palette);
    const bool heading = index.data(PresetListModel::HeadingRole).toBool();
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    if (!heading && (option.state & (QStyle::State_Selected | QStyle::State_MouseOver))) {
        painter->setPen(Qt::NoPen);
        painter->setBrush(option.state.testFlag(QStyle::State_Selected) ? tokens.accentSoft : tokens.raised);
        painter->drawRoundedRect(option.rect.adjusted(4, 1, -4, -1), 8, 8);
    }
    const QRect inner = option.rect.adjusted(14, 5, -14, -5);
    QFont font = option.font;
    font.setWeight(QFont::DemiBold);
    painter->setFont(font);
    painter->setPen(heading ? tokens.muted : tokens.text);
    const int half = heading ? inner.height() : inner.height() / 2;
    paintText(*painter, QRect(inner.left(), inner.top(), inner.width(), half), index.data().toString(), option.direction);
    painter->setFont(option.font);
    painter->setPen(tokens.muted);
    paintText(*painter, QRect(inner.left(), inner.top() + half, inner.width(), inner.height() - half),
              index.data(PresetListModel::SummaryRole).toString(), option.direction);
    painter->restore();
}

QSize PresetDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const int lines = index.data(PresetListModel::HeadingRole).toBool() ? 1 : 2;
    return {200, 10 + lines * (option.fontMetrics.height() + 3)};
}

} // namespace rawi
