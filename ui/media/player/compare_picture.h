#pragma once

#include "ui/media/player/frame_image.h"

#include <QWidget>

#include <array>

namespace rawi {

// Two pictures of the same moment: beside each other, or over each other with a line between them that the mouse moves.
// The first lies on the left in every language, as time does. Converts each frame once, at the size it is shown in.
class ComparePicture : public QWidget {
    Q_OBJECT

public:
    enum class Layout { SideBySide, Wipe };
    enum Side { Original = 0, Rendition = 1 };

    explicit ComparePicture(QWidget *parent = nullptr);

    void setPictureLayout(Layout layout);
    Layout pictureLayout() const { return m_layout; }
    void setFrame(Side side, const QVideoFrame &frame); // an invalid one is black
    // The upright shape both are shown in; empty = the frame's own.
    void setShownSize(const QSize &size);
    void setWipe(double share); // 0 = only the rendition, 1 = only the original
    double wipe() const { return m_wipe; }

    QSize sizeHint() const override { return {960, 300}; }

protected:
    void paintEvent(QPaintEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    struct Picture {
        FrameImage images;
        QVideoFrame frame;
        QImage made; // of the frame, at the size last painted
    };
    QRect placeOf(Side side) const;
    void paint(QPainter &painter, Side side);

    std::array<Picture, 2> m_pictures;
    Layout m_layout = Layout::SideBySide;
    QSize m_shownSize;
    double m_wipe = 0.5;
};

} // namespace rawi
