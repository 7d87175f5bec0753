#pragma once

#include "core/rules/describe.h"

#include <QDateTime>
#include <QString>

namespace rawi {

// All in the language and digits of QLocale(), except where it says Latin.

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
// The Gregorian date, long: "11 March 2024".
QString dateText(const QDate &date);
// A moment in this desk's time zone, with hours and minutes. Empty when it is not set.
QString dateTimeText(Timestamp time);
// The Hijri date by Umm al-Qura, long: "1 Ramadan 1445 AH".
QString hijriDateText(const QDate &date);
// A whole number with the desk's digits and separators.
QString countText(qint64 count);
// 0…1000 → "64%".
QString permilleText(int permille);

} // namespace rawi
