#include "ui/media/player/compare_picture.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>

namespace rawi {

ComparePicture::ComparePicture(QWidget *parent) : QWidget(parent)
{
    setAttribute(Qt::WA_OpaquePaintEvent);
    setFocusPolicy(Qt::TabFocus);
    setMinimumSize(320, 120);
}

void ComparePicture::setPictureLayout(Layout layout)
{
    m_layout = layout;
    setCursor(layout == Layout::Wipe ? Qt::SplitHCursor : Qt::ArrowCursor);
    update();
}

void ComparePicture::setFrame(Side side, const QVideoFrame &frame)
{
    m_pictures[side].frame = frame;
    m_pictures[side].made = {};
    update();
}

void ComparePicture::setShownSize(const QSize &size)
{
    m_shownSize = size;
    update();
}

void ComparePicture::setWipe(double share)
{
    m_wipe = qBound(0.0, share, 1.0);
    update();
}

// Both get the same place, so that the same thing lies at the same point.
QRect ComparePicture::placeOf(Side side) const
{
    constexpr int kGap = 4;
    const bool beside = m_layout == Layout::SideBySide;
    const QSize room = beside ? QSize((width() - kGap) / 2, height()) : size();
    const QSize own = m_shownSize.isEmpty() ? m_pictures[Original].frame.size() : m_shownSize;
    const QSize fitted = (own.isEmpty() ? QSize(16, 9) : own).scaled(room, Qt::KeepAspectRatio);
    const int from = beside && side == Rendition ? width() - room.width() : 0;
    return {QPoint(from + (room.width() - fitted.width()) / 2, (height() - fitted.height()) / 2), fitted};
}

void ComparePicture::paint(QPainter &painter, Side side)
{
    Picture &picture = m_pictures[side];
    if (!picture.frame.isValid()) {
        return;
    }
    const QRect place = placeOf(side);
    const QSize pixels = place.size() * devicePixelRatioF();
    if (picture.made.size() != pixels) {
        picture.made = picture.images.make(picture.frame, pixels);
    }
    painter.drawImage(place, picture.made);
}

void ComparePicture::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), Qt::black);
    if (m_layout == Layout::SideBySide) {
        paint(painter, Original);
        paint(painter, Rendition);
        return;
    }
    const QRect place = placeOf(Original);
    const int line = place.left() + int(place.width() * m_wipe);
    paint(painter, Rendition);
    painter.setClipRect(QRect(0, 0, line, height()));
    paint(painter, Original);
    painter.setClipping(false);
    painter.setPen(QPen(Qt::white, 2));
    painter.drawLine(line, place.top(), line, place.bottom());
}

void ComparePicture::mousePressEvent(QMouseEvent *event)
{
    mouseMoveEvent(event);
}

void ComparePicture::mouseMoveEvent(QMouseEvent *event)
{
    const QRect place = placeOf(Original);
    if (m_layout == Layout::Wipe && event->buttons().testFlag(Qt::LeftButton) && place.width() > 0) {
        setWipe((event->position().x() - place.left()) / place.width());
    }
}

void ComparePicture::keyPressEvent(QKeyEvent *event)
{
    constexpr double kStep = 0.05;
    const bool wipes = m_layout == Layout::Wipe && event->modifiers().testFlag(Qt::AltModifier);
    if (wipes && (event->key() == Qt::Key_Left || event->key() == Qt::Key_Right)) {
        setWipe(m_wipe + (event->key() == Qt::Key_Left ? -kStep : kStep));
    } else {
        QWidget::keyPressEvent(event);
    }
}

} // namespace rawi
