#include "ui/media/subtitles/waveform_strip.h"

#include "ui/kit/theme.h"

#include <QApplication>
#include <QMouseEvent>
#include <QPainter>

#include <algorithm>

namespace rawi {

namespace {

constexpr qint64 kShortestMs = 2000;
constexpr qint64 kLongestMs = 600'000;
constexpr double kEdgePixels = 5;
constexpr double kCatchPixels = 7;
constexpr qint64 kShortestCueMs = 100;

} // namespace

WaveformStrip::WaveformStrip(QWidget *parent) : QWidget(parent)
{
    setMinimumHeight(72);
    setCursor(Qt::PointingHandCursor);
    setMouseTracking(true); // the cursor says what a press would take
    setFocusPolicy(Qt::ClickFocus);
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

qint64 WaveformStrip::msAt(double x) const
{
    return m_fromMs + qRound64(x / std::max(1, width()) * static_cast<double>(m_lengthMs));
}

void WaveformStrip::paintSpan(QPainter &painter, const Span &span) const
{
    if (span.endMs < m_fromMs || span.startMs > m_fromMs + m_lengthMs) {
        return;
    }
    const ThemeTokens &tokens = themeTokens(palette());
    const QRectF box(xOf(span.startMs), 4, std::max(2.0, xOf(span.endMs) - xOf(span.startMs)), height() - 8);
    painter.fillRect(box, span.current ? tokens.accentSoft : tokens.raised);
    const double edge = span.current && span.movable ? 2 : 1;
    painter.fillRect(QRectF(box.left(), box.top(), edge, box.height()), span.current ? tokens.accent : tokens.line);
    painter.fillRect(QRectF(box.right() - edge, box.top(), edge, box.height()), span.current ? tokens.accent : tokens.line);
}

void WaveformStrip::paintEvent(QPaintEvent *)
{
    const ThemeTokens &tokens = themeTokens(palette());
    QPainter painter(this);
    painter.fillRect(rect(), tokens.field);
    for (const Span &span : m_spans) {
        if (!(m_dragging && span.row == m_grip.span.row)) {
            paintSpan(painter, span);
        }
    }
    if (m_dragging) {
        Span moved = m_grip.span;
        moved.startMs = m_startMs;
        moved.endMs = m_endMs;
        paintSpan(painter, moved);
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

// The current span's edges come first: where two cues meet, it is the one that is being worked on.
WaveformStrip::Grip WaveformStrip::gripAt(double x) const
{
    Grip found;
    for (const Span &span : m_spans) {
        const double from = xOf(span.startMs);
        const double to = xOf(span.endMs);
        if (!span.movable || x < from - kEdgePixels || x > to + kEdgePixels) {
            continue;
        }
        // A short one keeps a middle to be moved by.
        const double edge = std::min(kEdgePixels, (to - from) / 3);
        const Part part = x <= from + edge ? Part::Start : x >= to - edge ? Part::End : Part::Whole;
        if (found.part == Part::None || span.current || (found.part != Part::Whole && part == Part::Whole && !found.span.current)) {
            found = {part, span};
        }
    }
    return found;
}

void WaveformStrip::mousePressEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton) {
        return;
    }
    m_pressX = event->position().x();
    m_grip = gripAt(m_pressX);
    m_dragging = false;
    if (m_grip.part == Part::None) {
        Q_EMIT seekRequested(msAt(m_pressX));
    }
}

void WaveformStrip::mouseMoveEvent(QMouseEvent *event)
{
    const double x = event->position().x();
    if (!event->buttons().testFlag(Qt::LeftButton) || m_grip.part == Part::None) {
        const Part part = gripAt(x).part;
        setCursor(part == Part::None ? Qt::PointingHandCursor : part == Part::Whole ? Qt::OpenHandCursor : Qt::SizeHorCursor);
        return;
    }
    if (!m_dragging && std::abs(x - m_pressX) >= QApplication::startDragDistance() / 2.0) {
        m_dragging = true;
        if (m_grip.part == Part::Whole) {
            setCursor(Qt::ClosedHandCursor);
        }
    }
    if (m_dragging) {
        drag(x, event->modifiers().testFlag(Qt::AltModifier));
    }
}

qint64 WaveformStrip::caught(qint64 ms) const
{
    const qint64 reach = qRound64(kCatchPixels * static_cast<double>(m_lengthMs) / std::max(1, width()));
    qint64 best = ms;
    qint64 nearest = reach + 1;
    const auto offer = [&](qint64 edge) {
        if (std::abs(edge - ms) < nearest) {
            nearest = std::abs(edge - ms);
            best = edge;
        }
    };
    offer(m_positionMs);
    for (const Span &span : m_spans) {
        if (span.row != m_grip.span.row) {
            offer(span.startMs);
            offer(span.endMs);
        }
    }
    return best;
}

void WaveformStrip::drag(double x, bool free)
{
    const Span &was = m_grip.span;
    const qint64 by = msAt(x) - msAt(m_pressX);
    const auto near = [&](qint64 ms) { return free ? ms : caught(ms); };
    m_startMs = was.startMs;
    m_endMs = was.endMs;
    if (m_grip.part == Part::Start) {
        m_startMs = std::clamp<qint64>(near(was.startMs + by), 0, std::max<qint64>(0, was.endMs - kShortestCueMs));
    } else if (m_grip.part == Part::End) {
        m_endMs = std::max(near(was.endMs + by), was.startMs + kShortestCueMs);
    } else {
        const qint64 atStart = near(was.startMs + by) - was.startMs;
        const qint64 atEnd = near(was.endMs + by) - was.endMs;
        // Whichever edge catches; of two the nearer one.
        const qint64 moved = atStart == by || (atEnd != by && std::abs(atEnd - by) < std::abs(atStart - by)) ? atEnd : atStart;
        const qint64 kept = std::max(moved, -was.startMs);
        m_startMs += kept;
        m_endMs += kept;
    }
    update();
}

void WaveformStrip::mouseReleaseEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton || m_grip.part == Part::None) {
        return;
    }
    const Grip grip = m_grip;
    const bool moved = m_dragging && (m_startMs != grip.span.startMs || m_endMs != grip.span.endMs);
    const qint64 startMs = m_startMs;
    const qint64 endMs = m_endMs;
    const bool clicked = !m_dragging;
    letGo();
    Q_EMIT spanChosen(grip.span.row);
    if (clicked) {
        Q_EMIT seekRequested(msAt(m_pressX));
    } else if (moved && grip.part == Part::Start) {
        Q_EMIT startDragged(grip.span.row, startMs);
    } else if (moved && grip.part == Part::End) {
        Q_EMIT endDragged(grip.span.row, endMs);
    } else if (moved) {
        Q_EMIT spanDragged(grip.span.row, startMs - grip.span.startMs);
    }
}

void WaveformStrip::letGo()
{
    m_grip = {};
    m_dragging = false;
    setCursor(Qt::PointingHandCursor);
    update();
}

void WaveformStrip::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape && m_dragging) {
        letGo();
    } else {
        QWidget::keyPressEvent(event);
    }
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
