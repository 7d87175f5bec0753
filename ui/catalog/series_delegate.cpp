#include "ui/catalog/series_delegate.h"

#include "ui/catalog/series_list_model.h"
#include "ui/kit/icons.h"
#include "ui/kit/text_paint.h"
#include "ui/kit/theme.h"

#include <QPainter>

namespace rawi {

namespace {

constexpr int kLock = 16;

} // namespace

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
    const bool restricted = index.data(SeriesListModel::RestrictedRole).toBool();
    const auto mirrored = [&](const QRect &place) { return QStyle::visualRect(option.direction, inner, place); };
    const int room = restricted ? kLock + 6 : 0;
    paintText(*painter, mirrored(QRect(inner.left(), inner.top(), inner.width() - room, half)),
              index.data().toString(), option.direction);
    if (restricted) {
        const QRect place(inner.right() - kLock + 1, inner.top() + (half - kLock) / 2, kLock, kLock);
        icon(Icon::Lock, tokens.muted).paint(painter, mirrored(place));
    }
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
