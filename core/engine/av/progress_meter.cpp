#include "core/engine/av/progress_meter.h"

namespace rawi {

void ProgressMeter::begin(const QString &pass, int fromPermille, int toPermille)
{
    m_pass = pass;
    m_from = fromPermille;
    m_to = toPermille;
    m_startUs = 0;
    m_running.start();
    send(0, 0);
}

void ProgressMeter::skipTo(qint64 atUs)
{
    m_startUs = atUs;
    m_running.start();
    send(atUs, 0);
}

void ProgressMeter::reach(qint64 atUs, qint64 frames)
{
    constexpr int kEveryMs = 250;
    if (m_sinceReport.hasExpired(kEveryMs)) {
        send(atUs, frames);
    }
}

void ProgressMeter::end()
{
    m_permille = qMax(m_permille, m_to);
    m_report({m_pass, m_permille, 0, 0, m_to == 1000 ? 0 : -1});
}

void ProgressMeter::send(qint64 atUs, qint64 frames)
{
    m_sinceReport.start();
    EncodeProgress progress{m_pass, m_from, 0, 0, -1};
    if (m_durationUs > 0) {
        const double done = qBound(0.0, double(atUs) / double(m_durationUs), 1.0);
        progress.permille = m_from + int((m_to - m_from) * done);
    }
    const double seconds = double(m_running.elapsed()) / 1000;
    if (seconds > 0.2 && atUs > m_startUs) {
        progress.fps = double(frames) / seconds;
        progress.speed = double(atUs - m_startUs) / 1e6 / seconds;
        if (m_durationUs > atUs) {
            progress.etaMs = qint64(double(m_durationUs - atUs) / 1000 / progress.speed);
        }
    }
    m_permille = progress.permille = qMax(m_permille, progress.permille); // a bar never goes back
    m_report(progress);
}

} // namespace rawi
