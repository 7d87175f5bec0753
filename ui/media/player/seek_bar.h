#pragma once

#include "core/media/waveform.h"

#include <QPixmap>
#include <QSlider>

namespace rawi {

// The bar of a film's or sound's time, its waveform behind it where one is known. Left to right in every language.
class SeekBar : public QSlider {
    Q_OBJECT

public:
    explicit SeekBar(QWidget *parent = nullptr);

    void setWaveform(const Waveform &waveform); // an empty one shows none
    bool hasWaveform() const { return m_waveform.count() > 0; }

    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void drawWaveform();

    Waveform m_waveform;
    QPixmap m_drawn; // of the waveform, at the size last painted
    int m_drawnSpan = -1; // maximum() and colour it was drawn for
    QRgb m_drawnColour = 0;
};

} // namespace rawi
