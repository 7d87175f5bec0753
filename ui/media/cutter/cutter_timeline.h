#pragma once

#include "ui/media/cutter/cutter_presenter.h"

#include <QAbstractScrollArea>

namespace rawi {

// The edit drawn along time: its ranges with their small pictures and their sound, marks and playhead. Time runs left to
// right in every language. A click moves the playhead and selects; a range's edge can be drawn to another frame.
class CutterTimeline : public QAbstractScrollArea {
    Q_OBJECT

public:
    explicit CutterTimeline(CutterPresenter &presenter, QWidget *parent = nullptr);

    void zoomBy(double factor); // about the playhead; never smaller than the whole edit
    // Where an edited moment is drawn, in the viewport.
    int xOf(qint64 editedUs) const;
    // The middle of the strip of ranges, in the viewport.
    int stripMiddle() const;
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;

private:
    // An edge of a range that the mouse holds.
    struct Grip {
        qsizetype range = -1;
        bool end = false;
        qint64 pressedUs = 0; // edited time where it was taken
        EditRange wanted;     // what it becomes when it is let go
    };

    qint64 timeAt(int x) const;
    double usPerPixel() const;
    void arrange();
    void keepVisible();
    std::optional<Grip> gripAt(const QPoint &where) const;
    void drag(int x);
    void paintRuler(QPainter &painter) const;
    void paintRange(QPainter &painter, qsizetype index) const;
    void paintPictures(QPainter &painter, const QRect &box, const CutterSource &source, const EditRange &range) const;
    void paintSound(QPainter &painter, const QRect &box, const CutterSource &source, const EditRange &range) const;
    void paintMarks(QPainter &painter) const;

    CutterPresenter &m_presenter;
    double m_zoom = 1; // 1 = the whole edit fits
    std::optional<Grip> m_grip;
};

} // namespace rawi
