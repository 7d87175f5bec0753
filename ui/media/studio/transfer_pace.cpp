#include "ui/media/studio/transfer_pace.h"

namespace rawi {

namespace {

constexpr qsizetype kMarks = 10;
constexpr qint64 kPauseMs = 60'000; // what was before such a silence says nothing of now

} // namespace

void TransferPace::note(qint64 bytes, qint64 atMs)
{
    if (!m_marks.isEmpty() && bytes == m_marks.last().bytes) {
        return;
    }
    if (!m_marks.isEmpty() && (bytes < m_marks.last().bytes || atMs - m_marks.last().atMs > kPauseMs)) {
        m_marks.clear(); // it was begun anew, or went on after a pause
    }
    m_marks.append({bytes, atMs});
    if (m_marks.size() > kMarks) {
        m_marks.removeFirst();
    }
}

qint64 TransferPace::timeFor(qint64 bytes) const
{
    if (m_marks.size() < 2) {
        return -1;
    }
    const qint64 sent = m_marks.last().bytes - m_marks.first().bytes;
    const qint64 took = m_marks.last().atMs - m_marks.first().atMs;
    return took > 0 ? static_cast<qint64>(static_cast<double>(bytes) * static_cast<double>(took) / static_cast<double>(sent)) : -1;
}

} // namespace rawi
