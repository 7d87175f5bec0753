#include "ui/media/studio/progress_delegate.h"

#include "core/base/literals.h"
#include "ui/kit/theme.h"

#include <QApplication>
#include <QPainter>

namespace rawi {

ProgressDelegate::ProgressDelegate(int permilleRole, QObject *parent)
    : QStyledItemDelegate(parent), m_permilleRole(permilleRole)
{
}

void ProgressDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    QStyleOptionViewItem row = option;
    initStyleOption(&row, index);
    const QString percent = row.text;
    row.text.clear();
    QApplication::style()->drawControl(QStyle::CE_ItemViewItem, &row, painter, option.widget);

    const ThemeTokens &tokens = themeTokens(option.palette);
    const QRect inner = option.rect.adjusted(8, 0, -8, 0);
    const int textWidth = std::max(option.fontMetrics.horizontalAdvance(u"100%"_s),
                                   option.fontMetrics.horizontalAdvance(u"١٠٠٪"_s))
        + 4;
    const QRect barPlace(inner.left(), inner.center().y() - 2, std::max(0, inner.width() - textWidth - 8), 6);
    const QRect bar = QStyle::visualRect(option.direction, inner, barPlace);
    const int filled = static_cast<int>(static_cast<qint64>(bar.width()) * index.data(m_permilleRole).toInt() / 1000);
    const QRect done = QStyle::visualRect(option.direction, bar, QRect(bar.left(), bar.top(), filled, bar.height()));
    const QRect textPlace(barPlace.right() + 8, inner.top(), textWidth, inner.height());

    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(Qt::NoPen);
    painter->setBrush(tokens.line);
    painter->drawRoundedRect(bar, 3, 3);
    painter->setBrush(tokens.accent);
    painter->drawRoundedRect(done, 3, 3);
    painter->setPen(tokens.muted);
    painter->drawText(QStyle::visualRect(option.direction, inner, textPlace),
                      QStyle::visualAlignment(option.direction, Qt::AlignLeading) | Qt::AlignVCenter, percent);
    painter->restore();
}

} // namespace rawi
