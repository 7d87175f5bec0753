#include "sync-server/jobs/local_day.h"

#include <QDateTime>

#include <limits>

namespace rawi::server {

namespace {

constexpr qint64 kMinuteMs = 60'000;
constexpr qint64 kDayMs = 24 * 60 * kMinuteMs;
constexpr qint64 kFarthestMs = 26 * 60 * kMinuteMs; // no zone is farther from UTC

qint64 offsetMs(qint64 ms, const QTimeZone &zone)
{
    return 1000LL * zone.offsetFromUtc(QDateTime::fromMSecsSinceEpoch(ms, Qt::UTC));
}

} // namespace

LocalDay::LocalDay(QDate day, const QTimeZone &zone) : m_midnight(QDateTime(day, QTime(0, 0), Qt::UTC).toMSecsSinceEpoch())
{
    const qint64 from = m_midnight - kFarthestMs;
    const qint64 to = m_midnight + kDayMs + kFarthestMs;
    m_stretches.append({std::numeric_limits<qint64>::min(), offsetMs(from, zone)});
    const QTimeZone::OffsetDataList changes = zone.transitions(QDateTime::fromMSecsSinceEpoch(from, Qt::UTC),
                                                               QDateTime::fromMSecsSinceEpoch(to, Qt::UTC));
    for (const QTimeZone::OffsetData &change : changes) {
        const qint64 offset = 1000LL * change.offsetFromUtc;
        if (offset != m_stretches.last().offsetMs) { // else only the zone's abbreviation changes
            m_stretches.append({change.atUtc.toMSecsSinceEpoch(), offset});
        }
    }
}

LocalDay::Moments LocalDay::moments(int minute) const
{
    const qint64 shown = m_midnight + minute * kMinuteMs;
    Moments moments;
    qint64 gapEnd = 0;
    for (qsizetype i = 0; i < m_stretches.size(); ++i) {
        const Stretch &stretch = m_stretches.at(i);
        const bool isLast = i + 1 == m_stretches.size();
        const qint64 end = isLast ? std::numeric_limits<qint64>::max() : m_stretches.at(i + 1).beginMs;
        const qint64 moment = shown - stretch.offsetMs;
        if (moment >= stretch.beginMs && moment < end) {
            moments.append(moment);
        } else if (!isLast && moment >= end && shown - m_stretches.at(i + 1).offsetMs < end) {
            gapEnd = end; // past this stretch, and before the next one begins
        }
    }
    if (moments.isEmpty()) {
        moments.append(gapEnd);
    }
    return moments;
}

QDate localDate(qint64 ms, const QTimeZone &zone)
{
    return QDateTime::fromMSecsSinceEpoch(ms + offsetMs(ms, zone), Qt::UTC).date();
}

} // namespace rawi::server
