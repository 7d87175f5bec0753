#pragma once

#include "core/media/waveform.h"

#include <QWidget>

namespace rawi {

// A stretch of a sound's waveform with the cues over it and the moment that plays. Time runs from left to right in
// both languages. A click asks to seek; a cue's edge and the whole cue are moved by mouse, and catch at the edges of others
// and at the moment that plays (not with Alt). Escape lets go without a change. GUI thread.
class WaveformStrip : public QWidget {
    Q_OBJECT

public:
    struct Span {
        qint64 startMs = 0;
        qint64 endMs = 0;
        int row = 0;
        bool current = false;
        bool movable = false;
    };

    explicit WaveformStrip(QWidget *parent = nullptr);
    void setWaveform(std::optional<Waveform> waveform);
    void setSpans(const QList<Span> &spans);
    void setPosition(qint64 ms); // scrolls when it leaves the stretch
    void showMoment(qint64 ms);
    void setEmptyText(const QString &text);
    const QString &emptyText() const { return m_emptyText; }

    double xOf(qint64 ms) const;
    QSize sizeHint() const override { return {400, 96}; }

Q_SIGNALS:
    void seekRequested(qint64 ms);
    void spanChosen(int row);
    // One each time a hand lets go.
    void startDragged(int row, qint64 ms);
    void endDragged(int row, qint64 ms);
    void spanDragged(int row, qint64 byMs);

protected:
    void paintEvent(QPaintEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;

private:
    enum class Part { None, Start, End, Whole };
    struct Grip {
        Part part = Part::None;
        Span span; // as it was when it was taken
    };

    qint64 msAt(double x) const;
    Grip gripAt(double x) const;
    void drag(double x, bool free);
    // `ms`, or the edge near it that another span or the moment that plays has.
    qint64 caught(qint64 ms) const;
    void letGo();
    void paintSpan(QPainter &painter, const Span &span) const;

    std::optional<Waveform> m_waveform;
    QList<Span> m_spans;
    QString m_emptyText;
    qint64 m_positionMs = 0;
    qint64 m_fromMs = 0;
    qint64 m_lengthMs = 20'000;
    Grip m_grip;
    double m_pressX = 0;
    bool m_dragging = false; // the hand has moved far enough
    qint64 m_startMs = 0;    // of the span that is being dragged
    qint64 m_endMs = 0;
};

} // namespace rawi
