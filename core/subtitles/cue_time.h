#pragma once

#include <QString>

#include <optional>

namespace rawi {

// No subtitle is later than this (999 h 59 min 59.999 s); a time beyond is read as damage.
constexpr qint64 kMaxCueTimeMs = 3'599'999'999;

// A character that is not seen and is no text: marks of direction and width, a byte order mark.
bool isInvisible(QChar character);

// "1:02:03,450", "02:03.45", "٠٠:٠١": hours may be missing, point or comma before the fraction, digits of any
// script, spaces and invisible marks around; more than three places are cut. Milliseconds; nothing when it is no time or
// beyond kMaxCueTimeMs.
std::optional<qint64> parseCueTime(QStringView text);

// "01:02:03.450", with this character before the milliseconds; times outside 0…kMaxCueTimeMs are clamped.
QString cueTimeText(qint64 ms, QChar separator = QLatin1Char('.'));

// "start --> end settings". What is after the end time is `rest`.
struct TimingLine {
    qint64 startMs = 0;
    qint64 endMs = 0;
    QString rest;
    bool hasMarks = false; // invisible ones
    bool hasOtherArrow = false;
};
std::optional<TimingLine> parseTimingLine(QStringView line);
// The same with whatever a word processor makes of the arrow (–>, —>, →, ->, --&gt;) between two whole times: the first with
// hours or a fraction, so that "10:30 → 11:00" stays a text.
std::optional<TimingLine> parseStrangeTimingLine(QStringView line);

// The text with "->" for each "-->", for where that would make it a line of times.
QString withoutArrow(const QString &text);

} // namespace rawi
