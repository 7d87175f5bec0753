#pragma once

#include "core/base/result.h"

#include <QDate>
#include <QTimeZone>

#include <bitset>

namespace rawi::server {

// A cron expression: "minute hour day-of-month month day-of-week", as crontab(5) reads it: `*`, values, ranges `a-b`, steps
// `*/n` and `a-b/n`, lists of these by commas, English names of months and days (JAN, MON), Sunday as 0 or 7. When both the
// day of the month and the day of the week are given (begin with no `*`), a day that fits one of them is taken.
//
// Slots are what the clocks of the zone show, none twice and none skipped:
//  - a time that does not exist, because the clocks are set forward over it, is a slot at the moment they are; all those of
//    one gap, and what is due at that moment anyway, are one slot;
//  - a time that happens twice, because the clocks are set back over it, is a slot the first time only, unless the line takes
//    every hour of the day: such a line means "so often", and both are slots.
class CronLine {
public:
    // Errors: InvalidArgument with the subject "cron", naming the field, what is wrong in it and what may stand there.
    static Result<CronLine> parse(const QString &text);
    // Parsed, with one space between the fields.
    const QString &text() const { return m_text; }

    // The first slot after a moment, and the last one until it (itself included). Milliseconds since 1970 UTC. Every line
    // that parses has them within forty years.
    std::optional<qint64> next(qint64 afterMs, const QTimeZone &zone) const;
    std::optional<qint64> last(qint64 untilMs, const QTimeZone &zone) const;

private:
    bool takes(QDate day) const;
    QList<qint64> slotsOf(QDate day, const QTimeZone &zone) const; // in order

    QString m_text;
    std::bitset<60> m_minutes;
    std::bitset<24> m_hours;
    std::bitset<32> m_days;
    std::bitset<13> m_months;
    std::bitset<7> m_weekdays; // 0 = Sunday
    bool m_anyDay = true;      // the field begins with `*`
    bool m_anyWeekday = true;
};

// A zone of the IANA database by its name. Errors: InvalidArgument with the subject "zone".
Result<QTimeZone> zoneNamed(const QString &name);

} // namespace rawi::server
