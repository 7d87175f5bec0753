#include "ui/catalog/series_delegate.h"

#include "ui/kit/text_paint.h"
#include "ui/kit/theme.h"

#include <QPainter>

namespace rawi {

void SeriesDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const ThemeTokens &tokens = themeTokens(option.palette);
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    if (option.state & (QStyle::State_Selected | QStyle::State_MouseOver)) {
        painter->setPen(Qt::NoPen);
        painter->setBrush(option.state.testFlag(QStyle::State_Selected) ? tokens.accentSoft : tokens.raised);
        painter->drawRoundedRect(option.rect.adjusted(4, 2, -4, -2), 8, 8);
    }
    const QRect inner = option.rect.adjusted(14, 7, -14, -7);
    const int half = inner.height() / 2;
    QFont strong = option.font;
    strong.setWeight(QFont::DemiBold);
    painter->setFont(strong);
    painter->setPen(tokens.text);
    paintText(*painter, QRect(inner.left(), inner.top(), inner.width(), half), index.data().toString(),
              option.direction);
    painter->setFont(option.font);
    painter->setPen(tokens.muted);
    paintText(*painter, QRect(inner.left(), inner.top() + half, inner.width(), inner.height() - half),
              index.data(Qt::AccessibleDescriptionRole).toString(), option.direction);
    painter->restore();
}

QSize SeriesDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &) const
{
    return {200, 14 + 2 * (option.fontMetrics.height() + 3)};
}

} // namespace rawi
