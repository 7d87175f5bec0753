#include "ui/kit/text_paint.h"

#include "core/text/direction.h"

#include <QFontMetrics>
#include <QPainter>
#include <QTextLayout>
#include <QTextOption>

namespace rawi {

namespace {

Qt::Alignment absoluteSide(TextSide side, Qt::LayoutDirection layout)
{
    if (side == TextSide::Centre) {
        return Qt::AlignHCenter;
    }
    const bool leading = (side == TextSide::Start) == (layout == Qt::LeftToRight);
    return Qt::AlignAbsolute | (leading ? Qt::AlignLeading : Qt::AlignTrailing);
}

QTextOption optionFor(const QString &text, Qt::LayoutDirection layout, TextSide side)
{
    const Direction fallback = layout == Qt::RightToLeft ? Direction::RightToLeft : Direction::LeftToRight;
    QTextOption option;
    option.setTextDirection(baseDirection(text, fallback) == Direction::RightToLeft ? Qt::RightToLeft
                                                                                    : Qt::LeftToRight);
    option.setAlignment(absoluteSide(side, layout));
    return option;
}

} // namespace

QString elided(const QFont &font, const QString &text, int width)
{
    return QFontMetrics(font).elidedText(text, Qt::ElideRight, width);
}

void paintText(QPainter &painter, const QRect &rect, const QString &text, Qt::LayoutDirection layout, TextSide side,
               int maxLines)
{
    if (text.isEmpty() || rect.isEmpty()) {
        return;
    }
    QTextOption option = optionFor(text, layout, side);
    if (maxLines <= 1) {
        option.setWrapMode(QTextOption::NoWrap);
        option.setAlignment(option.alignment() | Qt::AlignVCenter);
        painter.drawText(QRectF(rect), elided(painter.font(), text, rect.width()), option);
        return;
    }
    option.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    QTextLayout lines(text, painter.font());
    lines.setTextOption(option);
    lines.beginLayout();
    const int lineHeight = QFontMetrics(painter.font()).height();
    for (int line = 0; line < maxLines; ++line) {
        QTextLine one = lines.createLine();
        if (!one.isValid()) {
            break;
        }
        one.setLineWidth(rect.width());
        const QRect place(rect.left(), rect.top() + line * lineHeight, rect.width(), lineHeight);
        const bool last = line == maxLines - 1;
        const QString part = last ? text.mid(one.textStart()) : text.mid(one.textStart(), one.textLength()).trimmed();
        QTextOption oneLine = option;
        oneLine.setWrapMode(QTextOption::NoWrap);
        oneLine.setAlignment(option.alignment() | Qt::AlignVCenter);
        painter.drawText(QRectF(place), elided(painter.font(), part, rect.width()), oneLine);
    }
    lines.endLayout();
}

} // namespace rawi
