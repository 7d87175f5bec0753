#pragma once

#include "core/text/digits.h"

#include <QByteArray>
#include <QDate>
#include <QString>

namespace rawi {

enum class DateCalendar { Gregorian, UmmAlQura };
enum class DateLanguage { Arabic, English };
enum class DateLength { Short, Medium, Long, Full };

// How dates are shown. `timeZone` is an IANA name; empty = the machine's.
struct DateFormat {
    DateLanguage language = DateLanguage::English;
    DateCalendar calendar = DateCalendar::Gregorian;
    DateLength length = DateLength::Medium;
    DigitShape digits = DigitShape::Latin;
    QByteArray timeZone;
};

// Written by ICU's rules for the language (Hijri dates are Saudi Arabia's Umm al-Qura, not Qt's arithmetic
// calendar, which differs on half of the days). `unixMs` is milliseconds since the epoch, UTC.
QString formatDate(qint64 unixMs, const DateFormat &format);
QString formatDateTime(qint64 unixMs, const DateFormat &format); // with hours and minutes

// Year, month (1-12) and day of the Umm al-Qura calendar.
struct HijriDate {
    int year = 0;
    int month = 0;
    int day = 0;
    bool operator==(const HijriDate &) const = default;
};
HijriDate hijriDate(QDate gregorian);

} // namespace rawi
