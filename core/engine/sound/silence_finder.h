#pragma once

#include "core/media/quality_report.h"

namespace rawi {

// Finds where every channel stays below −50 dBFS for two seconds or more, to a hundredth of a second. Belongs to one
// thread.
class SilenceFinder {
public:
    SilenceFinder(int sampleRate, int channels);

    void add(const float *const *planes, int samples);
    QList<QualityReport::Span> finish();

private:
    void close();

    int m_rate = 0;
    int m_channels = 0;
    int m_step = 0;      // samples that are judged together
    int m_inStep = 0;
    bool m_loud = false; // in this step so far
    qint64 m_position = 0;
    qint64 m_since = 0;  // the first sample after the last sound
    QList<QualityReport::Span> m_spans;
};

} // namespace rawi
