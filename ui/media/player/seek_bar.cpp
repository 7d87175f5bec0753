#include "ui/media/player/seek_bar.h"

#include <QPainter>
#include <QStyle>
#include <QStyleOptionSlider>

namespace rawi {

SeekBar::SeekBar(QWidget *parent) : QSlider(Qt::Horizontal, parent)
{
    setLayoutDirection(Qt::LeftToRight);
}

void SeekBar::setWaveform(const Waveform &waveform)
{
    m_waveform = waveform;
    m_drawn = {};
    updateGeometry();
    update();
}

QSize SeekBar::sizeHint() const
{
    constexpr int kWaveHeight = 44;
    const QSize plain = QSlider::sizeHint();
    return hasWaveform() ? QSize(plain.width(), qMax(kWaveHeight, plain.height())) : plain;
}

// Where the handle's middle can be: a moment and its wave stand above each other.
void SeekBar::drawWaveform()
{
    const qreal ratio = devicePixelRatioF();
    m_drawn = QPixmap(size() * ratio);
    m_drawn.setDevicePixelRatio(ratio);
    m_drawn.fill(Qt::transparent);
    QStyleOptionSlider option;
    initStyleOption(&option);
    const int handle = style()->pixelMetric(QStyle::PM_SliderLength, &option, this);
    const int from = handle / 2;
    const int columns = qMax(1, width() - handle);
    const qint64 span = qMax<qint64>(maximum() - minimum(), 1);
    QPainter painter(&m_drawn);
    QColor colour = palette().color(QPalette::Text);
    colour.setAlphaF(0.35F);
    painter.setPen(QPen(colour, 1));
    const double middle = height() / 2.0;
    const double scale = (middle - 2) / 128;
    for (int x = 0; x < columns; ++x) {
        const Waveform::Peak peak = m_waveform.between(span * x / columns, span * (x + 1) / columns);
        painter.drawLine(QPointF(from + x + 0.5, middle - peak.high * scale),
                         QPointF(from + x + 0.5, middle - peak.low * scale + 1));
    }
}

void SeekBar::paintEvent(QPaintEvent *event)
{
    if (hasWaveform()) {
        const QRgb colour = palette().color(QPalette::Text).rgba();
        if (m_drawn.size() != size() * devicePixelRatioF() || m_drawnSpan != maximum() || m_drawnColour != colour) {
            drawWaveform();
            m_drawnSpan = maximum();
            m_drawnColour = colour;
        }
        QPainter(this).drawPixmap(0, 0, m_drawn);
    }
    QSlider::paintEvent(event);
}

} // namespace rawi
