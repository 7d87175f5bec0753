#pragma once

#include "core/rules/describe.h"
#include "core/text/dates.h"

#include <QDateTime>
#include <QString>

#include <optional>

namespace rawi {

// All in the language and digits of QLocale(), except where it says Latin.

// The calendar in which dates are written, and the first day of a week; without one it is the language's. For the whole
// program, as QLocale::setDefault() is; shown texts follow when they are asked for again.
void setDateCalendar(DateCalendar calendar);
DateCalendar dateCalendar();
void setWeekStart(std::optional<Qt::DayOfWeek> day);
Qt::DayOfWeek weekStart();

// U+2066 LEFT-TO-RIGHT ISOLATE: what runs left to right inside any sentence.
QString leftToRight(const QString &text);
// The same for numbers and signs without a letter ("30 4 * * 1-5"): Qt 6.4 takes the isolate alone for no start of a
// sequence (UAX #9, W7) and sets its numbers from the right; a mark before them tells it.
QString signsLeftToRight(const QString &text);

// A size in bytes: "3.2 GB", decimal units.
QString byteSizeText(qint64 bytes);
// "1:02:03" or "4:05"; Latin digits, left to right in every language (isolated). Empty below zero.
QString durationText(qint64 ms);
// "01:02:03:12" with frames; Latin digits, left to right (isolated). `fps` frames a second, at least 1.
QString timecodeText(qint64 ms, double fps);
// How long something will take: "2 min left". Empty for an unknown (negative) time.
QString remainingText(qint64 ms);
// "just now", "5 minutes ago", "yesterday", else the date.
QString relativeTimeText(Timestamp time, qint64 nowMs);
// The date in the calendar of the desk, long: "11 March 2024", "1 Ramadan 1445 AH".
QString dateText(const QDate &date);
// The same with hours and minutes, and the machine's time zone: "11 March 2024 at 14:05".
QString dateTimeText(Timestamp time);
// The Hijri date by Umm al-Qura, long: "1 Ramadan 1445 AH".
QString hijriDateText(const QDate &date);
// A whole number with the desk's digits and separators.
QString countText(qint64 count);
// 0…1000 → "64%".
QString permilleText(int permille);

} // namespace rawi
