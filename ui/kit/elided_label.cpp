#include "ui/kit/elided_label.h"

#include "ui/kit/font_scale.h"
#include "ui/kit/text_paint.h"
#include "ui/kit/theme.h"

#include <QPainter>

#include <algorithm>

namespace rawi {

ElidedLabel::ElidedLabel(const QString &text, Tone tone, QWidget *parent)
    : QWidget(parent)
    , m_tone(tone)
{
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    setText(text);
}

void ElidedLabel::setText(const QString &text)
{
    m_text = text;
    setAccessibleName(text);
    updateToolTip();
    updateGeometry();
    update();
}

void ElidedLabel::setMaxLines(int lines)
{
    m_maxLines = std::max(lines, 1);
    updateGeometry();
}

QFont ElidedLabel::textFont() const
{
    QFont result = font();
    if (m_tone == Tone::Heading) {
        result.setPixelSize(scaledPx(18));
        result.setWeight(QFont::Bold);
    } else if (m_tone == Tone::Strong) {
        result.setWeight(QFont::DemiBold);
    } else if (m_tone == Tone::Muted) {
        result.setPixelSize(scaledPx(12));
    }
    return result;
}

QSize ElidedLabel::sizeHint() const
{
    const QFontMetrics metrics(textFont());
    return QSize(std::min(metrics.horizontalAdvance(m_text) + 4, 900), (metrics.height() + 2) * m_maxLines);
}

QSize ElidedLabel::minimumSizeHint() const
{
    return QSize(24, sizeHint().height());
}

void ElidedLabel::updateToolTip()
{
    const int room = width() * m_maxLines;
    setToolTip(QFontMetrics(textFont()).horizontalAdvance(m_text) > room ? m_text : QString());
}

void ElidedLabel::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    updateToolTip();
}

void ElidedLabel::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const ThemeTokens &tokens = themeTokens(palette());
    painter.setFont(textFont());
    painter.setPen(!isEnabled() ? tokens.disabled : m_tone == Tone::Muted ? tokens.muted : tokens.text);
    const bool isOneLine = QFontMetrics(textFont()).horizontalAdvance(m_text) <= width(); // stands in the middle, as what is beside it
    paintText(painter, rect(), m_text, layoutDirection(), TextSide::Start, isOneLine ? 1 : m_maxLines);
}

} // namespace rawi
