#include "ui/kit/badge_button.h"

#include "ui/kit/font_scale.h"
#include "ui/kit/theme.h"
#include "ui/text/format_text.h"

#include <QPainter>
#include <QStyle>

#include <algorithm>

namespace rawi {

void BadgeButton::setCount(int count)
{
    m_count = count;
    update();
}

void BadgeButton::paintEvent(QPaintEvent *event)
{
    QToolButton::paintEvent(event);
    if (m_count <= 0) {
        return;
    }
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    QFont small = font();
    small.setPixelSize(scaledPx(10));
    small.setWeight(QFont::Bold);
    painter.setFont(small);
    const ThemeTokens &tokens = themeTokens(palette());
    const QString text = countText(m_count);
    const int side = std::max(15, painter.fontMetrics().horizontalAdvance(text) + 8);
    const QRect place = QStyle::visualRect(layoutDirection(), rect(), QRect(width() - side - 1, 1, side, 15));
    painter.setPen(Qt::NoPen);
    painter.setBrush(tokens.danger);
    painter.drawRoundedRect(place, 7.5, 7.5);
    painter.setPen(tokens.panel);
    painter.drawText(place, Qt::AlignCenter, text);
}

} // namespace rawi
