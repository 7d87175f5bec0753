#pragma once

#include "core/engine/av/encode_progress.h"

#include <QElapsedTimer>

#include <atomic>

namespace rawi {

// Turns what the passes have done into EncodeProgress, at most four times a second. Belongs to one encode.
class ProgressMeter {
public:
    ProgressMeter(const EncodeProgressFunction &report, qint64 durationUs) :
        m_report(report), m_durationUs(durationUs)
    {
    }

    // The pass covers this part of the whole, in thousandths.
    void begin(const QString &pass, int fromPermille, int toPermille);
    // Work starts here: what lies before was taken over and says nothing about speed.
    void skipTo(qint64 atUs);
    // Reached `atUs` of the media, `frames` encoded in this run.
    void reach(qint64 atUs, qint64 frames);
    void end();

    // Tells whoever works for this meter to stop. Any thread.
    void giveUp() { m_givenUp = true; }
    bool givenUp() const { return m_givenUp; }

private:
    void send(qint64 atUs, qint64 frames);

    const EncodeProgressFunction &m_report;
    qint64 m_durationUs;
    QString m_pass;
    int m_from = 0;
    int m_to = 0;
    int m_permille = 0;
    qint64 m_startUs = 0;
    QElapsedTimer m_running;
    QElapsedTimer m_sinceReport;
    std::atomic<bool> m_givenUp = false;
};

} // namespace rawi
