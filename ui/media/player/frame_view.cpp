#include "ui/media/player/frame_view.h"

#include "core/text/direction.h"

#include <QMouseEvent>
#include <QPainter>

namespace rawi {

FrameView::FrameView(QWidget *parent) : QWidget(parent)
{
    setAttribute(Qt::WA_OpaquePaintEvent);
    QSizePolicy policy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
    setMinimumSize(160, 90);
}

QSize FrameView::sizeHint() const
{
    return {384, 216};
}

int FrameView::heightForWidth(int width) const
{
    return width * 9 / 16;
}

void FrameView::setPoster(const QImage &poster)
{
    m_poster = poster;
    update();
}

void FrameView::setFrame(const QVideoFrame &frame)
{
    m_frame = frame;
    m_converted = {};
    update();
}

void FrameView::setShownSize(const QSize &size)
{
    m_shownSize = size;
    update();
}

void FrameView::setMessage(const QString &message)
{
    if (message != m_message) {
        m_message = message;
        update();
    }
}

QSize FrameView::framePicture() const
{
    if (!m_shownSize.isEmpty()) {
        return m_shownSize;
    }
    const bool sideways = m_frame.rotationAngle() == QVideoFrame::Rotation90
        || m_frame.rotationAngle() == QVideoFrame::Rotation270;
    return sideways ? m_frame.size().transposed() : m_frame.size();
}

QRect FrameView::pictureRect(const QSize &picture) const
{
    const QSize fitted = picture.scaled(size(), Qt::KeepAspectRatio);
    return {QPoint((width() - fitted.width()) / 2, (height() - fitted.height()) / 2), fitted};
}

QImage FrameView::frameImage(int side)
{
    if (!m_frame.isValid()) {
        return {};
    }
    const QSize full = framePicture();
    const bool large = qMax(full.width(), full.height()) > side;
    return FrameImage().make(m_frame, large ? full.scaled(side, side, Qt::KeepAspectRatio) : full);
}

void FrameView::setStill(const QImage &still)
{
    if (!still.isNull() || !m_still.isNull()) {
        m_still = still;
        update();
    }
}

void FrameView::setCaption(const QString &caption)
{
    if (caption != m_caption) {
        m_caption = caption;
        update();
    }
}

void FrameView::paintPicture(QPainter &painter)
{
    if (!m_still.isNull()) {
        painter.setRenderHint(QPainter::SmoothPixmapTransform);
        painter.drawImage(pictureRect(m_shownSize.isEmpty() ? m_still.size() : m_shownSize), m_still);
    } else if (m_frame.isValid()) {
        const QRect target = pictureRect(framePicture());
        const QSize pixels = target.size() * devicePixelRatioF();
        if (m_converted.size() != pixels) {
            m_converted = m_images.make(m_frame, pixels);
        }
        painter.drawImage(target, m_converted);
    } else if (!m_poster.isNull()) {
        painter.setRenderHint(QPainter::SmoothPixmapTransform);
        painter.drawImage(pictureRect(m_poster.size()), m_poster);
    }
}

void FrameView::paintCaption(QPainter &painter, const QRect &picture)
{
    QFont font = this->font();
    font.setPixelSize(qBound(11, picture.height() / 16, 48));
    painter.setFont(font);
    const QFontMetrics metrics(font);
    const int margin = picture.height() / 24;
    const QRect room = picture.adjusted(picture.width() / 20, margin, -picture.width() / 20, -margin);
    int bottom = room.bottom();
    const QStringList lines = m_caption.split(QLatin1Char('\n'));
    for (qsizetype i = lines.size() - 1; i >= 0; --i) {
        const bool rightToLeft = baseDirection(lines[i]) == Direction::RightToLeft;
        const int flags = Qt::AlignHCenter | Qt::AlignBottom | Qt::TextWordWrap
            | (rightToLeft ? Qt::TextForceRightToLeft : Qt::TextForceLeftToRight);
        const QRect above(room.x(), room.y(), room.width(), bottom - room.y());
        const QRect text = metrics.boundingRect(above, flags, lines[i]);
        painter.fillRect(text.adjusted(-6, -1, 6, 1), QColor(0, 0, 0, 170));
        painter.setPen(Qt::white);
        painter.drawText(above, flags, lines[i]);
        bottom = text.top() - 2;
    }
}

void FrameView::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), Qt::black);
    paintPicture(painter);
    if (!m_caption.isEmpty()) {
        const QSize shown = m_frame.isValid() ? framePicture() : m_poster.size();
        paintCaption(painter, shown.isEmpty() ? rect() : pictureRect(shown));
    }
    if (m_message.isEmpty()) {
        return;
    }
    painter.fillRect(rect(), QColor(0, 0, 0, 150));
    painter.setPen(Qt::white);
    const int flags = Qt::AlignCenter | Qt::TextWordWrap
        | (layoutDirection() == Qt::RightToLeft ? Qt::TextForceRightToLeft : Qt::TextForceLeftToRight);
    painter.drawText(rect().adjusted(16, 8, -16, -8), flags, m_message);
}

void FrameView::mousePressEvent(QMouseEvent *event)
{
    if (event->button() == Qt::LeftButton) {
        Q_EMIT clicked();
    }
}

} // namespace rawi
