#pragma once

#include "core/media/waveform.h"

#include <QWidget>

namespace rawi {

// A stretch of a sound's waveform with the cues over it and the moment that plays. Time runs from left to right in
// both languages. A click asks to seek. GUI thread.
class WaveformStrip : public QWidget {
    Q_OBJECT

public:
    struct Span {
        qint64 startMs = 0;
        qint64 endMs = 0;
        bool current = false;
    };

    explicit WaveformStrip(QWidget *parent = nullptr);
    void setWaveform(std::optional<Waveform> waveform);
    void setSpans(const QList<Span> &spans);
    void setPosition(qint64 ms); // scrolls when it leaves the stretch
    void showMoment(qint64 ms);
    void setEmptyText(const QString &text);

    QSize sizeHint() const override { return {400, 96}; }

Q_SIGNALS:
    void seekRequested(qint64 ms);

protected:
    void paintEvent(QPaintEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;

private:
    double xOf(qint64 ms) const;

    std::optional<Waveform> m_waveform;
    QList<Span> m_spans;
    QString m_emptyText;
    qint64 m_positionMs = 0;
    qint64 m_fromMs = 0;
    qint64 m_lengthMs = 20'000;
};

} // namespace rawi
