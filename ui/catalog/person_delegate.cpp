#include "ui/catalog/person_delegate.h"

#include "ui/catalog/series_access_model.h"
#include "ui/kit/text_paint.h"
#include "ui/kit/theme.h"

#include <QApplication>
#include <QPainter>

namespace rawi {

namespace {

constexpr int kInset = 10;
constexpr int kBoxRoom = 30;

} // namespace

void PersonDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const ThemeTokens &tokens = themeTokens(option.palette);
    const bool enabled = option.state.testFlag(QStyle::State_Enabled);
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    if (enabled && option.state & (QStyle::State_Selected | QStyle::State_MouseOver)) {
        painter->setPen(Qt::NoPen);
        painter->setBrush(option.state.testFlag(QStyle::State_Selected) ? tokens.accentSoft : tokens.raised);
        painter->drawRoundedRect(option.rect.adjusted(2, 1, -2, -1), 6, 6);
    }
    QStyleOptionViewItem box = option;
    initStyleOption(&box, index);
    const QStyle *style = box.widget ? box.widget->style() : QApplication::style();
    box.rect = style->subElementRect(QStyle::SE_ItemViewItemCheckIndicator, &box, box.widget);
    box.state &= ~(QStyle::State_Selected | QStyle::State_MouseOver | QStyle::State_HasFocus);
    box.state |= box.checkState == Qt::Checked ? QStyle::State_On : QStyle::State_Off;
    box.state.setFlag(QStyle::State_Enabled, enabled && index.flags().testFlag(Qt::ItemIsUserCheckable));
    style->drawPrimitive(QStyle::PE_IndicatorItemViewItemCheck, &box, painter, box.widget);

    const QRect inner = option.rect.adjusted(kInset, 5, -kInset, -5);
    const int half = inner.height() / 2;
    const auto line = [&](int top, int height) {
        return QStyle::visualRect(option.direction, inner,
                                  QRect(inner.left() + kBoxRoom, top, inner.width() - kBoxRoom, height));
    };
    QColor name = tokens.text;
    name.setAlpha(enabled ? 255 : 120);
    QColor words = tokens.muted;
    words.setAlpha(enabled ? 255 : 120);
    painter->setFont(option.font);
    painter->setPen(name);
    paintText(*painter, line(inner.top(), half), index.data().toString(), option.direction);
    painter->setPen(words);
    paintText(*painter, line(inner.top() + half, inner.height() - half),
              index.data(SeriesAccessModel::WordsRole).toString(), option.direction);
    painter->restore();
}

QSize PersonDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &) const
{
    return {240, 10 + 2 * (option.fontMetrics.height() + 2)};
}

} // namespace rawi
