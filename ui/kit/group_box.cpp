#include "ui/kit/group_box.h"

#include <QPainter>
#include <QStyleOptionGroupBox>

namespace rawi {

// Drawn as the style draws it; then check mark and title change places.
void GroupBox::paintEvent(QPaintEvent *event)
{
    QStyleOptionGroupBox option;
    initStyleOption(&option);
    const QRect check = style()->subControlRect(QStyle::CC_GroupBox, &option, QStyle::SC_GroupBoxCheckBox, this);
    const QRect label = style()->subControlRect(QStyle::CC_GroupBox, &option, QStyle::SC_GroupBoxLabel, this);
    if (!isCheckable() || layoutDirection() != Qt::RightToLeft || check.center().x() > label.center().x()) {
        QGroupBox::paintEvent(event);
        return;
    }
    QPixmap drawn(size() * devicePixelRatioF());
    drawn.setDevicePixelRatio(devicePixelRatioF());
    drawn.fill(Qt::transparent);
    QPainter draw(&drawn);
    style()->drawComplexControl(QStyle::CC_GroupBox, &option, &draw, this);
    draw.end();
    const QRect title = check.united(label);
    QPainter painter(this);
    painter.setClipRegion(QRegion(rect()) - title);
    painter.drawPixmap(0, 0, drawn);
    painter.setClipping(false);
    for (const QRect &part : {check, label}) {
        const QRect source(part.topLeft() * devicePixelRatioF(), part.size() * devicePixelRatioF());
        painter.drawPixmap(QRect(QPoint(title.left() + title.right() - part.right(), part.top()), part.size()), drawn, source);
    }
}

} // namespace rawi
