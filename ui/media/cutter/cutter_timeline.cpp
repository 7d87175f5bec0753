#include "ui/media/cutter/cutter_timeline.h"

#include "ui/kit/theme.h"
#include "ui/text/format_text.h"

#include <QFontInfo>
#include <QMouseEvent>
#include <QPainter>
#include <QPainterPath>
#include <QScrollBar>

#include <array>
#include <cmath>

namespace rawi {

namespace {

constexpr int kMargin = 10;
constexpr int kRulerHeight = 22;
constexpr int kPictureHeight = 60;
constexpr int kSoundHeight = 40;
constexpr int kGripWidth = 7;
constexpr double kMostZoom = 4000;

int stripHeight(const CutterSource &source)
{
    return (source.hasPicture ? kPictureHeight : 0) + kSoundHeight;
}

} // namespace

CutterTimeline::CutterTimeline(CutterPresenter &presenter, QWidget *parent)
    : QAbstractScrollArea(parent), m_presenter(presenter)
{
    setLayoutDirection(Qt::LeftToRight);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAsNeeded);
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    viewport()->setLayoutDirection(Qt::LeftToRight);
    viewport()->setMouseTracking(true);
    connect(&presenter, &CutterPresenter::changed, this, [this] {
        arrange();
        viewport()->update();
    });
    connect(&presenter, &CutterPresenter::playheadChanged, this, [this] {
        keepVisible();
        viewport()->update();
    });
}

QSize CutterTimeline::sizeHint() const
{
    return {800, kRulerHeight + kPictureHeight + kSoundHeight + 34};
}

double CutterTimeline::usPerPixel() const
{
    const double width = qMax(1, viewport()->width() - 2 * kMargin);
    return qMax(1.0, double(m_presenter.list().lengthUs())) / (width * m_zoom);
}

int CutterTimeline::xOf(qint64 editedUs) const
{
    return kMargin + int(std::lround(double(editedUs) / usPerPixel())) - horizontalScrollBar()->value();
}

qint64 CutterTimeline::timeAt(int x) const
{
    return qint64(double(x - kMargin + horizontalScrollBar()->value()) * usPerPixel());
}

int CutterTimeline::stripMiddle() const
{
    return kRulerHeight + stripHeight(m_presenter.sourceOf(-1)) / 2;
}

void CutterTimeline::arrange()
{
    const int width = viewport()->width() - 2 * kMargin;
    horizontalScrollBar()->setRange(0, qMax(0, int(width * m_zoom) - width));
    horizontalScrollBar()->setPageStep(width);
    horizontalScrollBar()->setSingleStep(width / 10);
}

void CutterTimeline::keepVisible()
{
    const int x = xOf(m_presenter.playhead());
    if (x < kMargin || x > viewport()->width() - kMargin) {
        horizontalScrollBar()->setValue(horizontalScrollBar()->value() + x - viewport()->width() / 4);
    }
}

void CutterTimeline::zoomBy(double factor)
{
    const int before = xOf(m_presenter.playhead());
    m_zoom = qBound(1.0, m_zoom * factor, kMostZoom);
    arrange();
    horizontalScrollBar()->setValue(horizontalScrollBar()->value() + xOf(m_presenter.playhead()) - before);
    viewport()->update();
}

void CutterTimeline::resizeEvent(QResizeEvent *event)
{
    QAbstractScrollArea::resizeEvent(event);
    arrange();
}

void CutterTimeline::wheelEvent(QWheelEvent *event)
{
    if (event->modifiers().testFlag(Qt::ControlModifier)) {
        zoomBy(std::pow(1.0015, event->angleDelta().y()));
        event->accept();
        return;
    }
    const QPoint delta = event->angleDelta();
    horizontalScrollBar()->setValue(horizontalScrollBar()->value() - (delta.x() != 0 ? delta.x() : delta.y()));
}

std::optional<CutterTimeline::Grip> CutterTimeline::gripAt(const QPoint &where) const
{
    const bool inStrip = where.y() >= kRulerHeight && where.y() < kRulerHeight + stripHeight(m_presenter.sourceOf(-1));
    std::optional<Grip> found;
    int nearest = kGripWidth;
    for (qsizetype i = 0; inStrip && i < m_presenter.list().ranges().size(); ++i) {
        for (const bool end : {false, true}) {
            // Each edge is held from its own side, so that two that touch can both be taken.
            const int edge = xOf(m_presenter.list().startOf(end ? i + 1 : i));
            const int inside = end ? edge - where.x() : where.x() - edge;
            if (inside >= 0 && inside < nearest) {
                nearest = inside;
                found = Grip{i, end, timeAt(edge), m_presenter.list().ranges().at(i)};
            }
        }
    }
    return found;
}

void CutterTimeline::mousePressEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton) {
        return;
    }
    const QPoint where = event->position().toPoint();
    m_grip = gripAt(where);
    if (m_grip) {
        m_presenter.select(m_grip->range);
        return;
    }
    m_presenter.setPlayhead(timeAt(where.x()));
    const auto place = m_presenter.list().placeAt(timeAt(where.x()));
    m_presenter.select(where.y() >= kRulerHeight && place ? place->range : -1);
}

void CutterTimeline::mouseMoveEvent(QMouseEvent *event)
{
    const QPoint where = event->position().toPoint();
    if (!event->buttons().testFlag(Qt::LeftButton)) {
        viewport()->setCursor(gripAt(where) ? Qt::SizeHorCursor : Qt::ArrowCursor);
    } else if (m_grip) {
        drag(where.x());
    } else {
        m_presenter.setPlayhead(timeAt(where.x()));
    }
}

void CutterTimeline::drag(int x)
{
    const EditRange kept = m_presenter.list().ranges().value(m_grip->range);
    const qint64 moved = timeAt(x) - m_grip->pressedUs;
    m_grip->wanted = m_presenter.trimmedRange(m_grip->range, m_grip->end ? kept.fromUs : kept.fromUs + moved,
                                              m_grip->end ? kept.toUs + moved : kept.toUs);
    viewport()->update();
}

void CutterTimeline::mouseReleaseEvent(QMouseEvent *event)
{
    if (event->button() == Qt::LeftButton && m_grip) {
        const Grip grip = *std::exchange(m_grip, std::nullopt);
        m_presenter.trim(grip.range, grip.wanted.fromUs, grip.wanted.toUs);
        viewport()->update();
    }
}

void CutterTimeline::paintEvent(QPaintEvent *)
{
    QPainter painter(viewport());
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setLayoutDirection(Qt::LeftToRight);
    painter.fillRect(viewport()->rect(), themeTokens(palette()).field);
    if (m_presenter.list().isEmpty()) {
        return;
    }
    paintRuler(painter);
    for (qsizetype i = 0; i < m_presenter.list().ranges().size(); ++i) {
        paintRange(painter, i);
    }
    paintMarks(painter);
}

void CutterTimeline::paintRuler(QPainter &painter) const
{
    const ThemeTokens &tokens = themeTokens(palette());
    constexpr std::array<qint64, 17> kSteps{40'000,      100'000,     200'000,     500'000,       1'000'000,     2'000'000,
                                            5'000'000,   10'000'000,  15'000'000,  30'000'000,    60'000'000,    120'000'000,
                                            300'000'000, 600'000'000, 900'000'000, 1'800'000'000, 3'600'000'000};
    QFont font = painter.font();
    font.setPixelSize(qMax(9, QFontInfo(font).pixelSize() * 85 / 100));
    painter.setFont(font);
    const int label = QFontMetrics(font).horizontalAdvance(u"00:00:00:00"_s) + 16;
    qint64 step = kSteps.back();
    for (auto one = kSteps.rbegin(); one != kSteps.rend() && double(*one) / usPerPixel() >= label; ++one) {
        step = *one;
    }
    const qint64 first = qMax<qint64>(0, timeAt(0)) / step * step;
    for (qint64 us = first; us <= m_presenter.list().lengthUs() && xOf(us) < viewport()->width(); us += step) {
        const int x = xOf(us);
        painter.setPen(tokens.line);
        painter.drawLine(x, kRulerHeight - 6, x, kRulerHeight - 1);
        painter.setPen(tokens.muted);
        if (x + label > viewport()->width()) {
            break;
        }
        painter.drawText(QRect(x + 3, 0, label, kRulerHeight - 2), Qt::AlignVCenter | Qt::TextSingleLine,
                         timecodeText(us / 1000, m_presenter.fps()));
    }
}

void CutterTimeline::paintRange(QPainter &painter, qsizetype index) const
{
    const ThemeTokens &tokens = themeTokens(palette());
    const CutterSource &source = m_presenter.sourceOf(index);
    const EditRange range = m_presenter.list().ranges().at(index);
    const int left = xOf(m_presenter.list().startOf(index));
    const int right = xOf(m_presenter.list().startOf(index + 1));
    const QRect box(left + 1, kRulerHeight, qMax(2, right - left - 2), stripHeight(source));
    if (box.right() < 0 || box.left() > viewport()->width()) {
        return;
    }
    painter.save();
    QPainterPath shape;
    shape.addRoundedRect(box, 5, 5);
    painter.setClipPath(shape);
    painter.fillRect(box, range.asset.isNull() ? tokens.accentSoft : tokens.infoSoft);
    if (source.hasPicture) {
        paintPictures(painter, QRect(box.left(), box.top(), box.width(), kPictureHeight), source, range);
    }
    paintSound(painter, QRect(box.left(), box.bottom() + 1 - kSoundHeight, box.width(), kSoundHeight), source, range);
    if (m_grip && m_grip->range == index) {
        // What would be cut off is dimmed; what would come back is said by the time beside the edge.
        const double perPixel = usPerPixel();
        const int dimmedLeft = int(double(m_grip->wanted.fromUs - range.fromUs) / perPixel);
        const int dimmedRight = int(double(range.toUs - m_grip->wanted.toUs) / perPixel);
        painter.fillRect(QRect(box.left(), box.top(), qMax(0, dimmedLeft), box.height()), tokens.scrim);
        painter.fillRect(QRect(box.right() + 1 - qMax(0, dimmedRight), box.top(), qMax(0, dimmedRight), box.height()), tokens.scrim);
    }
    painter.restore();
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(index == m_presenter.selected() ? tokens.accent : tokens.line, index == m_presenter.selected() ? 2 : 1));
    painter.drawPath(shape);
    if (m_grip && m_grip->range == index) {
        const qint64 edge = m_grip->end ? m_grip->wanted.toUs : m_grip->wanted.fromUs;
        painter.setPen(tokens.text);
        painter.drawText(QRect(m_grip->end ? right - 100 : left + 8, box.bottom() + 2, 100, 18), Qt::AlignVCenter | Qt::TextSingleLine,
                         timecodeText(edge / 1000, source.fps()));
    }
}

void CutterTimeline::paintPictures(QPainter &painter, const QRect &box, const CutterSource &source, const EditRange &range) const
{
    const Storyboard::Tile *first = source.storyboard.at(0);
    if (first == nullptr || first->rect.isEmpty()) {
        return;
    }
    const int width = qMax(8, first->rect.width() * box.height() / qMax(1, first->rect.height()));
    painter.setRenderHint(QPainter::SmoothPixmapTransform);
    const int from = qMax(0, -box.left() / width);
    for (int i = from; i * width < box.width() && box.left() + i * width < viewport()->width(); ++i) {
        const QRect place(box.left() + i * width, box.top(), width, box.height());
        const qint64 us = range.fromUs + qint64((i + 0.5) * width * usPerPixel());
        const Storyboard::Tile *tile = source.storyboard.at(qMin(us, range.toUs) / 1000);
        painter.drawImage(place, source.sheets.value(tile->sheet), tile->rect);
    }
}

void CutterTimeline::paintSound(QPainter &painter, const QRect &box, const CutterSource &source, const EditRange &range) const
{
    painter.setRenderHint(QPainter::Antialiasing, false);
    painter.setPen(themeTokens(palette()).accent);
    const int middle = box.center().y();
    const double perPixel = usPerPixel();
    for (int x = qMax(box.left(), 0); source.waveform.count() > 0 && x <= qMin(box.right(), viewport()->width()); ++x) {
        const double us = double(range.fromUs) + double(x - box.left()) * perPixel;
        const Waveform::Peak peak = source.waveform.between(qint64(us / 1000), qint64((us + perPixel) / 1000) + 1);
        painter.drawLine(x, middle - peak.high * box.height() / 260, x, middle - peak.low * box.height() / 260);
    }
    painter.setRenderHint(QPainter::Antialiasing);
}

void CutterTimeline::paintMarks(QPainter &painter) const
{
    const ThemeTokens &tokens = themeTokens(palette());
    const int bottom = kRulerHeight + stripHeight(m_presenter.sourceOf(-1));
    if (m_presenter.hasMarks()) {
        QColor shade = tokens.warn;
        shade.setAlpha(70);
        painter.fillRect(QRect(QPoint(xOf(*m_presenter.markIn()), kRulerHeight), QPoint(xOf(*m_presenter.markOut()) - 1, bottom)), shade);
    }
    painter.setPen(QPen(tokens.warn, 2));
    const auto bracket = [&](int x, int inward) {
        painter.drawLine(x, kRulerHeight - 4, x, bottom + 2);
        painter.drawLine(x, kRulerHeight - 4, x + inward, kRulerHeight - 4);
        painter.drawLine(x, bottom + 2, x + inward, bottom + 2);
    };
    if (m_presenter.markIn()) {
        bracket(xOf(*m_presenter.markIn()), 6);
    }
    if (m_presenter.markOut()) {
        bracket(xOf(*m_presenter.markOut()), -6);
    }
    const int x = xOf(m_presenter.playhead());
    painter.setPen(QPen(tokens.danger, 1.5));
    painter.drawLine(x, 4, x, bottom + 4);
    painter.setBrush(tokens.danger);
    painter.drawPolygon(QPolygon({QPoint(x - 5, 2), QPoint(x + 5, 2), QPoint(x, 10)}));
    painter.setBrush(Qt::NoBrush);
}

} // namespace rawi
