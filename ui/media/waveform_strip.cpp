#include "ui/media/waveform_strip.h"

#include "ui/kit/theme.h"

#include <QMouseEvent>
#include <QPainter>

#include <algorithm>

namespace rawi {

namespace {

constexpr qint64 kShortestMs = 2000;
constexpr qint64 kLongestMs = 600'000;

} // namespace

WaveformStrip::WaveformStrip(QWidget *parent) : QWidget(parent)
{
    setMinimumHeight(72);
    setCursor(Qt::PointingHandCursor);
}

void WaveformStrip::setWaveform(std::optional<Waveform> waveform)
{
    m_waveform = std::move(waveform);
    update();
}

void WaveformStrip::setSpans(const QList<Span> &spans)
{
    m_spans = spans;
    update();
}

void WaveformStrip::setEmptyText(const QString &text)
{
    m_emptyText = text;
    update();
}

void WaveformStrip::setPosition(qint64 ms)
{
    m_positionMs = ms;
    showMoment(ms);
}

void WaveformStrip::showMoment(qint64 ms)
{
    if (ms < m_fromMs || ms > m_fromMs + m_lengthMs * 9 / 10) {
        m_fromMs = std::max<qint64>(0, ms - m_lengthMs / 10);
    }
    update();
}

double WaveformStrip::xOf(qint64 ms) const
{
    return static_cast<double>(ms - m_fromMs) * width() / static_cast<double>(m_lengthMs);
}

void WaveformStrip::paintEvent(QPaintEvent *)
{
    const ThemeTokens &tokens = themeTokens(palette());
    QPainter painter(this);
    painter.fillRect(rect(), tokens.field);
    for (const Span &span : m_spans) {
        if (span.endMs >= m_fromMs && span.startMs <= m_fromMs + m_lengthMs) {
            const QRectF box(xOf(span.startMs), 4, std::max(2.0, xOf(span.endMs) - xOf(span.startMs)), height() - 8);
            painter.fillRect(box, span.current ? tokens.accentSoft : tokens.raised);
            painter.fillRect(QRectF(box.left(), box.top(), 1, box.height()), span.current ? tokens.accent : tokens.line);
            painter.fillRect(QRectF(box.right() - 1, box.top(), 1, box.height()), span.current ? tokens.accent : tokens.line);
        }
    }
    const double middle = height() / 2.0;
    if (m_waveform) {
        painter.setPen(tokens.muted);
        for (int x = 0; x < width(); ++x) {
            const qint64 from = m_fromMs + m_lengthMs * x / width();
            const qint64 to = m_fromMs + m_lengthMs * (x + 1) / width();
            const Waveform::Peak peak = m_waveform->between(from, std::max(to, from + 1));
            const double scale = (height() - 16) / 254.0;
            painter.drawLine(QPointF(x, middle - peak.high * scale), QPointF(x, middle - peak.low * scale));
        }
    } else {
        painter.setPen(tokens.muted);
        painter.drawText(rect().adjusted(8, 8, -8, -8), Qt::AlignCenter | Qt::TextWordWrap, m_emptyText);
    }
    painter.fillRect(QRectF(xOf(m_positionMs) - 0.5, 0, 2, height()), tokens.danger);
    painter.setPen(tokens.line);
    painter.drawRect(rect().adjusted(0, 0, -1, -1));
}

void WaveformStrip::mousePressEvent(QMouseEvent *event)
{
    const double share = event->position().x() / std::max(1, width());
    Q_EMIT seekRequested(m_fromMs + qRound64(share * static_cast<double>(m_lengthMs)));
}

// With Ctrl: nearer and farther, round the place that plays; otherwise along the time.
void WaveformStrip::wheelEvent(QWheelEvent *event)
{
    const int turn = event->angleDelta().y() != 0 ? event->angleDelta().y() : -event->angleDelta().x();
    if (event->modifiers().testFlag(Qt::ControlModifier)) {
        m_lengthMs = std::clamp(turn > 0 ? m_lengthMs * 2 / 3 : m_lengthMs * 3 / 2, kShortestMs, kLongestMs);
        m_fromMs = std::max<qint64>(0, m_positionMs - m_lengthMs / 3);
    } else {
        m_fromMs = std::max<qint64>(0, m_fromMs - m_lengthMs * turn / 1200);
    }
    update();
    event->accept();
}

} // namespace rawi
