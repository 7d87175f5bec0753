#pragma once

#include <QDate>
#include <QTimeZone>
#include <QVarLengthArray>

namespace rawi::server {

// A day as the clocks on the wall of a zone show it, in moments that pass once (milliseconds since 1970 UTC).
class LocalDay {
public:
    LocalDay(QDate day, const QTimeZone &zone);

    // When `minute` of the day (0…1439) begins, in order: once; twice when the clocks are set back over it; and when they are
    // set forward over it, the moment they are, because that is when a waiting person would see it gone.
    using Moments = QVarLengthArray<qint64, 2>;
    Moments moments(int minute) const;

private:
    struct Stretch { // of one offset
        qint64 beginMs;
        qint64 offsetMs;
    };
    qint64 m_midnight; // as if the day were one of UTC
    QVarLengthArray<Stretch, 4> m_stretches;
};

// The day that the zone's clocks show at a moment.
QDate localDate(qint64 ms, const QTimeZone &zone);

} // namespace rawi::server
