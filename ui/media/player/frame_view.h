#pragma once

#include "ui/media/player/frame_image.h"

#include <QWidget>

class QPainter;

namespace rawi {

// Shows a poster or the newest video frame, fitted with black bars. Converts at the widget's size, once a frame.
class FrameView : public QWidget {
    Q_OBJECT

public:
    explicit FrameView(QWidget *parent = nullptr);

    void setPoster(const QImage &poster);
    void setFrame(const QVideoFrame &frame); // an invalid one shows the poster again
    // The shape the picture is shown in (after rotation and sample aspect); empty = the frame's own.
    void setShownSize(const QSize &size);
    // What is said over the picture (an error, "no picture"); empty for nothing.
    void setMessage(const QString &message);
    // Shown instead of the frame until it is null again, fitted as the frame is (a storyboard's picture while seeking).
    void setStill(const QImage &still);
    // Subtitles over the lower edge; each line has its own direction. Empty for none.
    void setCaption(const QString &caption);
    const QString &caption() const { return m_caption; }
    // The frame as it is shown, at most `side` pixels long; null when there is none.
    QImage frameImage(int side);
    bool hasStill() const { return !m_still.isNull(); }
    const QVideoFrame &frame() const { return m_frame; }
    bool hasFrame() const { return m_frame.isValid(); }

    QSize sizeHint() const override;
    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override;

Q_SIGNALS:
    void clicked();

protected:
    void paintEvent(QPaintEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;

private:
    QRect pictureRect(const QSize &picture) const;
    QSize framePicture() const;
    void paintPicture(QPainter &painter);
    void paintCaption(QPainter &painter, const QRect &picture);

    FrameImage m_images;
    QVideoFrame m_frame;
    QImage m_poster;
    QImage m_converted; // of m_frame, at the size last painted
    QSize m_shownSize;
    QImage m_still;
    QString m_message;
    QString m_caption;
};

} // namespace rawi
